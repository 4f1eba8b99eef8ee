"""Numbers of a report as they are written: digits, scale, unit, and the clause around them."""

import re

SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
PLAIN_UNITS = {"％": "%", "农户": "户"}
MONEY = ("亿美元", "万美元", "亿元", "万元", "万亿元", "美元", "元")
COUNTED = (
    "个百分点|平方公里|平方千米|平方米|立方米|公里|千米|海里|公顷|英亩|亩|米|吨标准煤|标准煤|万吨|吨|公斤"
    "|斤|千瓦时|千瓦|兆瓦|个标准箱|标箱|人次|架次|班次|批次|车次|人/次|人（家）|人\\(家\\)|户次|场次|床位|套|户"
    "|家|所|座|栋|幢|条|项|个|处|根|台|辆|艘|架|件|场|场次|次|张|株|棵|只|头|羽|部|列|对|片|块|班|名|位|人"
    "|微克/立方米|EFLOPS|PFLOPS|P(?![A-Za-z\\d])|TEU|标准箱|农户|度(?!电价)|‰|支|宗|笔|种|款|本|册|篇|门|间|盏|口|眼"
    "|道|具|副|%|％"
)
# What stands before 元, 美元 and 斤 belongs to the unit, as such amounts are written: 1.5亿美元, 1300亿斤.
SCALE = "(?:百万|千万|万|亿|千|百)(?!亿?(?:元|美元|斤))"
NUMBER = re.compile(
    rf"(?P<num>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?P<scale0>{SCALE})?"
    rf"(?:\s*[-~—–～至到]\s*(?P<upper>\d+(?:\.\d+)?)(?P<scale1>{SCALE})?)?\s*"
    rf"(?:多|余)?(?P<unit>万亿元|亿美元|亿元|亿斤|万元|美元|元|{COUNTED})?"
    r"(?P<per>/(?:人|户|亩|平方公里|平方米|万元|吨|日|天|年|秒|小时))?"
)
CLAUSE_ENDS = "，,。；;！？：:\n"


def unit_of(match: re.Match, behind: str) -> str:
    """Return a number's unit; 亿 alone is money (投资突破1000亿), 类 and 方面 count no promise."""
    if match["unit"]:
        return PLAIN_UNITS.get(match["unit"], match["unit"]) + (match["per"] or "")
    scale = match["scale1"] or match["scale0"] or ""
    money = scale == "亿" and (not behind or behind[0] in CLAUSE_ENDS + "、")
    return "亿元" if money else ""


def clause_start(text: str, place: int) -> int:
    """Return where the clause around a place begins."""
    return max(text.rfind(sign, 0, place) for sign in CLAUSE_ENDS) + 1


def clause_end(text: str, place: int) -> int:
    """Return where the clause around a place ends, its sign left out."""
    ends = [found for sign in CLAUSE_ENDS if (found := text.find(sign, place)) >= 0]
    return min(ends, default=len(text))
