"""How openings for disabled people and for the hard to place are announced."""

from demo_data.notices.voice import Voice, said


def federation_forwards(v: Voice) -> str:
    o = v.opening
    what = v.any_of("残疾人就业岗位信息", "助残就业岗位", "爱心岗位")
    return "\n".join(
        [
            f"受{o.employer}委托，现发布{what}，请有就业意愿的朋友报名。",
            f"岗位：{o.title}，{v.heads() or '若干名'}；地点：{v.place()}。",
            f"内容：{v.duties()}。",
            f"条件：{'；'.join(v.asks())}。",
            f"待遇和支持：{'；'.join(v.offers())}。",
            f"报名：到户籍地或居住地残联登记，也可直接联系单位。{said(v.deadline(), v.contact())}。",
        ]
    )


def conveniences_first(v: Voice) -> str:
    o = v.opening
    give = [
        clause for clause in (v.pay(), v.contract(), v.insurance(), v.shifts(), v.housing(), *v.programmes()) if clause
    ]
    return "\n".join(
        [
            f"{o.employer}：{v.any_of('先说我们能提供的便利', '合适的岗位，方便的环境', '工作可以这样安排')}",
            *(f"◆ {item}" for item in v.provisions()),
            f"岗位是{o.title}，{v.heads() or '人数可商量'}，做的是{v.duties('、')}。",
            f"报名要求：{'；'.join(v.asks())}。",
            f"待遇：{'；'.join(give) or '面谈'}。{v.welcome()}",
            f"在{v.place()}。{v.deadline()}",
        ]
    )


def station_recommends(v: Voice) -> str:
    o = v.opening
    return "\n".join(
        [
            f"“家门口”就业驿站岗位推荐（{o.prefecture}{o.county}）",
            f"★单位★{o.employer}",
            f"★岗位★{o.title}　★人数★{v.count() or '不限'}",
            f"★要求★{'，'.join(v.asks())}",
            f"★待遇★{'，'.join(v.offers())}",
            f"★内容★{v.duties('，')}",
            f"★地点★{v.place()}　{v.deadline()}",
        ]
    )


def welfare_post_notice(v: Voice) -> str:
    o = v.opening
    return "\n".join(
        [
            f"{o.employer}招用公告",
            f"为帮助就业有困难的群众实现就业，现招用{o.title}，{v.heads() or '名额有限'}，工作地点{v.place()}。",
            f"一、工作职责：{v.duties()}。",
            f"二、招用条件：{'；'.join(v.asks())}。",
            f"三、待遇标准：{'；'.join(v.offers())}。",
            f"四、报名须携带身份证、相关认定材料。{said(v.deadline(), v.contact())}。",
        ]
    )


def workshop_invites(v: Voice) -> str:
    o = v.opening
    promise = v.any_of("这里不赶工、不比快", "我们慢慢教", "家属可以一起来看看")
    return (
        f"{o.employer}邀请新伙伴。{promise}，做的事是{v.duties('，')}，岗位叫{o.title}，"
        f"{v.heads() or '随时可加入'}。{'，'.join(v.asks())}。{'，'.join(v.offers())}。"
        f"工场在{v.place()}。{said(v.deadline(), v.contact())}。"
    )


def questionnaire(v: Voice) -> str:
    o = v.opening
    ticked = {name: "有" if name in o.provisions else "未填" for name in ("lift", "text", "flex")}
    return "\n".join(
        [
            f"用人单位：{o.employer}　岗位：{o.title}　人数：{v.count() or '未定'}",
            f"工作地点：{v.place()}",
            f"岗位内容：{v.duties()}",
            f"应聘条件：{'；'.join(v.asks())}",
            f"工资及其他：{'；'.join(v.offers())}",
            f"单位答复——无障碍电梯：{ticked['lift']}；文字沟通：{ticked['text']}；弹性时间：{ticked['flex']}。{v.deadline()}",
        ]
    )
