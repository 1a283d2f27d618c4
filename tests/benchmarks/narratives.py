"""Narrative texts as agencies write them: phrases that many share, figures and places of their own.

Part one has the length that the form recommends, part five half of it.
"""

from collections.abc import Mapping, Sequence
from random import Random

POINTS = {
    "overview.proactive": 3,
    "overview.on_request": 3,
    "overview.management": 2,
    "overview.platform": 3,
    "overview.supervision": 2,
    "problems": 6,
    "other_matters": 2,
}
"""The sections and the sentences that each has."""

OPENING = {
    "overview.proactive": (
        "{year}年，{name}围绕中心工作和群众关切，通过门户网站主动公开政府信息{web}条。"
    ),
    "overview.on_request": (
        "本年新收政府信息公开申请{received}件，其中自然人申请{natural}件，上年结转{carried_in}件。"
    ),
    "overview.management": (
        "严格执行信息发布“三审三校”制度，全年审核拟发布信息{checked}条，退回修改{back}条。"
    ),
    "overview.platform": (
        "{place}门户网站全年更新栏目{columns}个，政务新媒体发布信息{posts}条，总阅读量{views}余次。"
    ),
    "overview.supervision": (
        "将政务公开纳入年度绩效考核，分值权重占{share}%，"
        "全年开展业务培训{courses}次，参训{people}人次。"
    ),
    "problems": "一年来，{name}政府信息公开工作取得一定成效，但仍存在一些不足。",
    "other_matters": "本年发出收取信息处理费的通知1件，应收100元，实际收取0元。",
}

BELIEFS = (
    "重点领域信息公开",
    "政策文件解读",
    "依申请公开答复",
    "目录动态调整",
    "基层政务公开标准化",
)
MEANS = ("专题会议部署", "台账管理", "日常抽查", "季度通报", "业务交流", "案例研讨")
AIMS = ("质量和时效", "规范化水平", "群众满意度", "查询便利度", "部门协同效率")

SENTENCES = {
    "overview.proactive": (
        "围绕{belief}，及时公开{place}惠民补贴、工程建设和民生实事进展，其中财政预决算信息{few}条。",
        "发布政策解读材料{few}篇，图表、视频等形式的解读占比明显提高。",
        "{place}年度重大行政决策事项目录按规定公开，决策草案公开征求意见{few}次，采纳意见{back}条。",
        "结合{place}实际，对{belief}专栏进行了调整，群众办事指南实现一次公开、多处查询。",
        "健全{means}机制，对规范性文件实行统一登记、统一编号、统一发布，持续提升{aim}。",
    ),
    "overview.on_request": (
        "办结{total}件，结转下年度继续办理{carried_out}件，均在法定期限内依法答复申请人。",
        "完善登记、审核、会商、答复、归档的工作流程，对疑难申请邀请法律顾问共同研究。",
        "主动与申请人沟通{back}人次，帮助其明确所需信息的名称、文号或者其他特征性描述。",
        "{place}各单位对照答复文书格式文本开展自查，引用法条和救济途径的告知更加准确。",
        "通过{means}，推动{belief}的{aim}得到提升，未发生因答复不当被纠正的情况。",
    ),
    "overview.management": (
        "按照应公开尽公开的要求，落实源头属性认定，公文办理时同步明确公开属性并说明理由。",
        "{place}对历史文件开展清理，全面标注效力状态，废止或者失效的文件及时移出现行有效文件库。",
        "加强个人隐私和商业秘密保护，对已公开的{few}条信息进行技术处理，完善{means}制度。",
        "将{belief}与档案管理、保密审查有机衔接，确保发布内容准确、完整、可追溯。",
    ),
    "overview.platform": (
        "优化门户网站检索功能和无障碍浏览，{place}政务服务大厅设置公开查阅点{few}个。",
        "关停、整合更新不及时的政务新媒体账号{few}个，集中力量办好主账号。",
        "在{place}图书馆、档案馆和便民服务中心摆放政府公报，方便群众就近查阅。",
        "围绕{belief}改版专栏{few}个，页面加载速度和栏目清晰程度进一步改善。",
        "安排专人值守网民留言，全年答复咨询{back}条，平均办理时间缩短至3个工作日以内。",
    ),
    "overview.supervision": (
        "坚持{means}与年终评议相结合，对发现的{few}个问题逐一反馈并督促整改到位。",
        "邀请人大代表、政协委员和群众代表走进{place}，听取对{belief}的意见建议。",
        "全年没有因政府信息公开工作不力被问责的情形，社会评议总体较好。",
        "明确分管负责人和专职人员，形成主要领导亲自抓、分管领导具体抓、各科室共同抓的格局。",
    ),
    "problems": (
        "一是{belief}的深度还不够，部分科室对公开与不公开的边界把握不准，主动性有待增强。",
        "二是{place}个别单位答复说理不充分，引用依据不够精准，与申请人的沟通还不够及时。",
        "三是解读形式较为单一，文字解读偏多，群众看得懂、用得上的内容偏少。",
        "下一步，将通过{means}、{other}等方式，着力提升{belief}的{aim}。",
        "针对上年指出的栏目更新滞后问题，{name}已建立{means}制度，目前相关栏目已经全部恢复正常更新。",
        "同时加强队伍建设，计划对{place}从事公开工作的人员轮训一遍，推动经验交流和案例共享。",
        "四是基层公开力量薄弱，人员变动频繁，{belief}的工作衔接不够顺畅，{aim}还需提高。",
        "今后将进一步压实责任，把公开要求贯穿决策、执行、管理、服务、结果全过程，以公开促落实、强监管。",
    ),
    "other_matters": (
        "{place}没有其他需要报告的事项。",
        "全年办理人大代表建议和政协委员提案{few}件，办理结果按规定向社会公开。",
        "按照{place}统一安排，年度政务公开工作要点确定的任务已经分解到各科室并全部完成。",
    ),
}

SURNAMES = "青禾临河松柏石桥长岭云溪东湖南塘北港西峰安和丰宁永兴大洋白沙清泉金竹龙山"


def texts(
    number: int, year: int, name: str, requested: Mapping[str, Sequence[int]], rows: Sequence[str]
) -> Mapping[str, str]:
    """Return the texts of agency `number`, which is called `name` and had these requests."""
    random = Random(number)  # noqa: S311 - texts, not secrets
    total = dict(zip(rows, requested["total"], strict=True))
    natural = dict(zip(rows, requested["natural"], strict=True))
    said = {
        "year": str(year),
        "name": name,
        "place": f"{random.choice(SURNAMES)}{random.choice(SURNAMES)}{random.choice('镇乡区')}",
        "received": total["received"],
        "natural": natural["received"],
        **{row: total[row] for row in ("carried_in", "carried_out", "total")},
    }
    return {section: _text(random, section, said) for section in POINTS}


def _text(random: Random, section: str, said: Mapping[str, object]) -> str:
    chosen = random.sample(SENTENCES[section], POINTS[section] - 1)
    return "".join(each.format(**said, **_own(random)) for each in (OPENING[section], *chosen))


def _own(random: Random) -> Mapping[str, object]:
    """Return what an agency has of its own in a sentence."""
    means, other = random.sample(MEANS, 2)
    return {
        "belief": random.choice(BELIEFS),
        "means": means,
        "other": other,
        "aim": random.choice(AIMS),
        "web": random.randint(200, 9000),
        "checked": random.randint(200, 9000),
        "back": random.randint(2, 90),
        "columns": random.randint(10, 80),
        "posts": random.randint(100, 3000),
        "views": random.randint(1, 90) * 10000,
        "share": random.randint(3, 6),
        "courses": random.randint(1, 9),
        "people": random.randint(30, 800),
        "few": random.randint(2, 60),
    }
