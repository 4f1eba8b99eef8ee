"""What stands in a figure's box without being the figure: days, quarters, numbered things, brackets."""

import re

DAYS = re.compile(
    r"(?:20)?\d{2}年(?:度|\d{1,2}月份?(?:\d{1,2}[日号])?|[一二三四]季度|上半年)?(?:底|末|初|中)?"
    r"|20\d\d([-/])\d{1,2}(?:\1\d{1,2})?(?![\d%万亿])|20\d\d\.\d{1,2}\.\d{1,2}(?![\d%万亿])"
    r"|(?:\d{1,2}[-–—~至到])?\d{1,2}月份?(?:\d{1,2}[日号]|底|末|初|[上中下]旬)?"
    r"|(?:前|第)?[一二三四1-4两]+个?季度|Q[1-4]|前[一二三四五六七八九十\d]{1,2}个?月"
)
NUMBERED = re.compile(
    r"第[一二三四五六七八九十\d]+(?:批|期|轮|次|届|产业|季)|[一二三四五六七八九十\d]+期(?=工程|项目)"
    r"|十[二三四五]五|[一二三]产|一(?:般|批|次性|体|站式|站|网|刻|定)|统一|唯一|同一|[45]G|\d+千?伏|PM\d*(?:\.\d+)?"
)
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
PUBLISHED_LATER = re.compile(
    r"数据?(?:暂)?(?:未|没)(?:有)?(?:出|公布|发布|反馈|核定)|(?:未|尚未|还没|没有|暂未|暂无|待)(?:有)?(?:公布"
    r"|发布|核算|统计|反馈|出数)"
    r"|暂无|未发布|未公布|未出(?!台|让|租)|[月日号底旬末](?:前|后|左右|才)*(?:公布|发布|出数)"
    r"|统计局?.{0,6}(?:公布|发布)"
)
EMPTY = re.compile(r"[-/—–_.。、·*×xX\s]*|无|空|n/?a|N/?A")


def blanked(text: str, pattern: re.Pattern) -> str:
    """Return the text with every match replaced by as many blanks: places stay where they are."""
    return pattern.sub(lambda found: " " * len(found.group()), text)


def without_days(text: str) -> str:
    """Return the text with days, periods and numbered things blanked out: 截至9月底126个 keeps 126 alone."""
    return blanked(blanked(text, DAYS), NUMBERED)


def in_brackets(text: str) -> list[tuple[int, int]]:
    """Return the (start, stop) of every bracketed remark."""
    return [found.span() for found in BRACKETED.finditer(text)]
