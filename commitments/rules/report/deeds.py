"""The words of deeds whose end can be seen, what kind of deed each is, and what they can be done to.

Taken from the language of plan reports; no report, place or project is known here.
"""

import re

from ...choices import Verb
from .report_numbers import COUNTED

OPENED = (
    "建成投用|建成开放|建成投产|建成通车|建成运营|竣工投用|竣工投产|投入使用|投入运营|开通运营|投用|启用|投运|投产"
    "|开业|开园|开馆|开诊|通车|通水|通航|开通"
)
STARTED = "启动筹建|启动实施|启动建设|开工建设|启动|开工|动工|筹建"
FINISHED = "竣工|完工|封顶|建成|完成|收尾|出让|贯通|交付"
WRITTEN = "编制好|编制|出台|印发|制定|发布|推出"
FOUNDED = "组建|成立|设立|建立|搭建|构建|打造|形成|升级"
OBTAINED = "获批|争创|创建|纳入"
HELD = "举办|承办|召开|办好"
VERBS = (
    (Verb.OPEN, OPENED), (Verb.START, STARTED), (Verb.COMPLETE, FINISHED), (Verb.COMPLETE, WRITTEN),
    (Verb.COMPLETE, FOUNDED), (Verb.OBTAIN, OBTAINED), (Verb.HOLD, HELD),
)  # fmt: skip
DEEDS = re.compile("|".join(f"(?P<d{at}>{words})" for at, (_verb, words) in enumerate(VERBS)))
# What may stand before the deed, and is no part of a thing: 加快推动, 力争, 全面.
URGING = re.compile(
    r"^(?:加快|推动|推进|力争|争取|确保|保障|积极|全力|全面|高质量|高标准|高水平|尽快|尽早|加速|努力|探索|谋划|如期"
    r"|抓紧"
    r"|做好|支持配合|实现|分级分类|并完善|并|于|在|将|对|要|我们将|年内|再|新|基本|高效|有序|稳步|扎实|持续"
    r"|促进|继续|提前|计划)+"
)
LATE_URGING = re.compile(
    r"(?:尽早落地|尽早|尽快|加快|如期|顺利|全面|基本|按期|正式|及早|早日|提前|项目落地|建成|挂牌|力争|并|前期)+$"
)
# What is done with a thing, told behind it: 启动…建设, 完成…组建.
DOING_BEHIND = re.compile(
    r"(?:项目)?(?:建设|工程建设|开工|组建|筹备|编制工作|创建|建设工作|并[^，,]*|和投用|，.*|,.*|工作)$"
)
# Things that are made once and then stand; what else is 建立, 打造 or 形成 has no end to be seen.
MADE_ONCE = re.compile(
    r"(?:平台|系统|数据库|标准库|培育库|达标库|资源库|项目库|企业库|潜力库|库|图谱|地图|中台|制度|机制|联盟|办法|规划"
    r"|方案|计划|清单|目录|汇编|指南|基金|公司|中心|研究院|联合会|协会|银行|集团|政策|条例|细则|标准|指引|联合体)”?$"
)
PLANS = re.compile(
    r"规划|方案|计划|办法|意见|政策|条例|清单|目录|细则|指南|标准|措施|汇编|地图|第[一二三四五六\d]批|导则"
)
EVENTS = re.compile(
    r"大会|博览会|论坛|运动会|大赛|峰会|对话会|艺术节|电影节|双年展|马拉松|定向赛|交易会|展会|赛事|年会|会$|展$"
)
HONOURS = re.compile(r"示范|先导区|先行区|基地|试验区|城市|八连冠|连冠|单元|试点|卫生城|文明城|园林城|模范城|国家规划")
# Made of bytes or paper; what else is 打造 or 形成 is a long way.
BUILT_UP = re.compile(r"(?:(?<!生态)系统|平台|数据库|库|图谱|中台)”?$")
REFINED = re.compile("^(?:[并和]?(?:完善|健全)|好)")
# Where a row may be cut: a 、 within brackets parts nothing.
ROW_SIGN = re.compile("、(?![^（(]*[）)])")
SLOW = ("打造", "构建", "形成", "升级")
# Nothing by name: some of it, all of it, or as many as are counted.
UNNAMED = re.compile(
    r"^(?:一批|更多|若干|部分|储备项目|项目|任务|企业|投资|首批|全省|全年|不少于|超过?|约|近|\d|各类|相关|有条件|拓展"
    r"|的)"
    r"|一批|基础上$|的同时$|[及和]$|^(?:一|二|三|四|五|六|七|八|九|十|两|首)(?:个|家|座|条|批|项|所)"
)
COUNT = re.compile(
    r"\d+(?:\.\d+)?(?:[-—~]\d+)?(?:万|亿)?(?:多|余)?(?:个|家|座|条|项|所|处|栋|幢|块|宗|场|公里|批)(?=.)"
)
COUNTED_BEHIND = re.compile(
    rf"(?<!等)(?<!\d)(?<!\.)\d+(?:\.\d+)?(?:万|亿)?(?:多|余)?(?:{COUNTED}|[亿万]?元)(?:以上|左右|任务)?$"
)
SUPPORTED = re.compile(r"(?:支持|引导|鼓励|服务|配合|帮助|以|围绕|按照|落实|用好|优化|拓展|深化|实施好)[^，,]*$")
# Deeds whose thing is one, however many words tell it.
WHOLE = (*FOUNDED.split("|"), *WRITTEN.split("|"), *OBTAINED.split("|"), "完成")
KIND_OF_THING = re.compile(
    r"(?:高铁前期|铁路前期|变电站|排水主通道|高铁|铁路|高速公路|高速|大桥|隧道|机场|港|小学|中学|学校|医院|公园|水库"
    r"|电站|抽水蓄能电站"
    r"|文化展示馆|博物馆|地块土地|地块|项目征收|项目|工程|单元|街区|改造)$"
)  # fmt: skip
