"""How public employers write: numbered sections, labelled lines, tables set as text, a village's call."""

from demo_data.notices.voice import Voice, said

NUMERALS = "一二三四五六七八九十"


def numbered_announcement(v: Voice) -> str:
    o = v.opening
    opening = v.any_of(
        f"为充实基层力量，更好地服务群众，{o.employer}决定公开招聘工作人员，现将有关事项公告如下。",
        f"因业务发展需要，{o.employer}面向社会公开招聘{o.title}，现公告如下：",
        f"根据年度用人计划，经研究，{o.employer}拟招聘{o.title}，具体事项如下：",
    )
    return "\n".join(
        [
            opening,
            f"一、招聘岗位及人数\n{o.title}{v.heads()}。主要职责：{v.duties()}。",
            f"二、报名条件\n{_bracketed(v.asks())}",
            f"三、工资福利\n{_sentence(v.offers())}",
            f"四、报名方式\n{_sentence([v.deadline(), v.contact(), f'工作地点：{v.place()}'])}",
        ]
    )


def general_and_special_conditions(v: Voice) -> str:
    o = v.opening
    common = v.any_of("遵守宪法和法律，品行端正", "拥护党的路线方针政策，作风正派", "遵纪守法，无违法犯罪记录")
    return "\n".join(
        [
            f"{o.employer}招聘启事",
            f"（一）基本条件：{common}；身体条件符合岗位要求。",
            f"（二）岗位条件：{'；'.join(v.asks())}。",
            "（三）有下列情形之一的不得报名：受过刑事处罚的；被开除公职的；其他不适宜聘用的情形。",
            f"（四）岗位：{o.title}，{v.heads() or '若干名'}，工作内容为{v.duties('、')}。",
            f"（五）待遇：{_sentence(v.offers())}",
            f"（六）{_sentence([v.deadline() or '报满即止', v.contact()])}单位地址在{v.place()}。",
        ]
    )


def labelled_lines(v: Voice) -> str:
    o = v.opening
    lines = {
        "招聘单位": o.employer,
        "岗位名称": o.title,
        "招聘人数": v.count() or "若干",
        "工作地点": v.place(),
        "学历要求": v.level(),
        "专业要求": v.majors(),
        "资格证书": v.licence(),
        "年龄": v.age(),
        "经验": v.experience(),
        "其他条件": said(v.reserved(), v.fresh(), v.gender(), v.household(), v.hard(), *o.extras, joint="；"),
        "岗位职责": v.duties(),
        "班次": v.shifts(),
        "薪酬": v.pay(),
        "其他待遇": said(v.contract(), v.insurance(), v.housing(), *v.programmes(), *v.provisions(), joint="；"),
        "报名": said(v.deadline(), v.contact()),
    }
    return "\n".join(f"{label}：{text}" for label, text in lines.items() if text)


def one_long_paragraph(v: Voice) -> str:
    o = v.opening
    why = v.any_of("现因工作需要", "为缓解人手紧张", "经上级主管部门同意")
    work = v.any_of("工作内容包括", "主要工作是", "职责为")
    terms = v.any_of("待遇方面，", "聘用后待遇为：", "待遇：")
    how = v.any_of("携带身份证、毕业证等材料原件到办公室报名", "将个人简历发至邮箱")
    return (
        f"{o.employer}位于{v.place()}，{why}，招聘{o.title}{f'{v.count()}名' if o.heads else ''}，"
        f"{work}{v.duties('、')}。应聘人员应符合以下条件：{'，'.join(v.asks())}。{terms}{_sentence(v.offers())}"
        f"有意者{how}，{_sentence([v.contact(), v.deadline()])}"
    )


def supplementary_round(v: Voice) -> str:
    o = v.opening
    return "\n".join(
        [
            f"关于{o.employer}第{v.any_of('二', '三')}次补充招聘{o.title}的通知",
            v.any_of("前期招聘未招满，现继续补充招聘。", "因有人员放弃聘用，空出名额补招如下。"),
            f"补招岗位：{o.title}（{v.heads() or '招满为止'}）",
            f"条件不变：{'；'.join(v.asks())}。",
            f"待遇：{_sentence(v.offers())}",
            _sentence([f"报名地点：{v.place()}", v.deadline(), v.contact()]),
        ]
    )


def table_as_text(v: Voice) -> str:
    o = v.opening
    code = f"{v.any_of('A', 'B', 'WS', 'GW')}{v.rng.randrange(1, 99):02d}"
    other = said(v.reserved(), v.licence(), v.age(), v.experience(), v.fresh(), v.household(), v.gender(), joint="；")
    cells = (code, o.title, v.count() or "若干", v.level(), v.majors() or "不限", other or "无", v.pay() or "按规定")
    notes = [v.shifts(), v.contract(), v.housing(), v.service(), v.hard(), *v.programmes(), *v.provisions()]
    return "\n".join(
        [
            f"{o.employer}（{v.place()}）招聘岗位一览",
            "岗位代码｜岗位｜人数｜学历｜专业｜其他要求｜待遇",
            "｜".join(cells),
            f"备注：{_sentence(notes) or '无。'}",
            f"岗位职责为{v.duties()}。{_sentence([v.deadline(), v.contact()])}",
        ]
    )


def arabic_list(v: Voice) -> str:
    o = v.opening
    items = [
        f"岗位：{o.title}，{v.heads() or '人数不限'}",
        f"干什么：{v.duties('，')}",
        f"要求：{'；'.join(v.asks())}",
        f"待遇：{'；'.join(v.offers())}",
        f"地点：{v.place()}",
        v.deadline(),
        v.contact(),
    ]
    body = "\n".join(f"{n}. {item}。" for n, item in enumerate(filter(None, items), start=1))
    return f"{o.employer}{v.any_of('公开招聘', '诚聘', '招贤')}\n{body}"


def chosen_by_steps(v: Voice) -> str:
    o = v.opening
    what = v.any_of("公开招聘合同制人员", "招聘专业技术人员", "自主招聘")
    return "\n".join(
        [
            f"{o.employer}{o.timing.published_on.year}年{what}公告",
            f"第一、岗位情况。{o.title}{v.heads()}，工作地点为{v.place()}，工作任务为：{v.duties('，')}。",
            f"第二、应聘资格。{_semicolons(v.asks())}",
            "第三、招聘程序。报名→资格初审→面试（满分100分，60分合格）→体检→公示→聘用。不收取任何费用。",
            f"第四、聘用待遇。{_sentence(v.offers())}",
            f"第五、其他。{_sentence([v.deadline(), v.contact(), '解释权归招聘单位所有'])}",
        ]
    )


def village_call(v: Voice) -> str:
    o = v.opening
    why = v.any_of("现在缺人手", "一直没有招到合适的人", "老同志年底退休")
    head = v.any_of("条件是", "要求不复杂", "想来的要满足")
    return (
        f"各位乡亲、各位同学：{o.employer}{why}，想找{o.title}（{v.heads() or '一两个'}）。平时就是{v.duties('，')}。"
        f"{head}：{'，'.join(v.asks())}。{_sentence(v.offers())}地方在{v.place()}。"
        f"{_sentence([v.deadline(), v.contact()])}"
    )


def consortium_notice(v: Voice) -> str:
    o = v.opening
    return "\n".join(
        [
            f"【招聘单位】{o.employer}（实行统一招聘、统一管理、统一培训）",
            f"【岗位】{o.title}　【人数】{v.count() or '不限'}　【地点】{v.place()}",
            f"【应聘条件】{_bracketed(v.asks())}",
            f"【岗位待遇】{_sentence(v.offers())}",
            f"【工作任务】{v.duties()}",
            f"【报名】{_sentence([v.deadline(), v.contact()])}",
        ]
    )


def programme_plan(v: Voice) -> str:
    o = v.opening
    return "\n".join(
        [
            f"{o.prefecture}{o.county}{o.title}招募（招聘）简章",
            f"招募单位为{o.employer}，服务地点在{v.place()}。{_sentence([v.heads(), *v.programmes()])}",
            f"一、对象和条件：{_semicolons(v.asks())}",
            f"二、服务内容：{v.duties()}。",
            f"三、保障：{_sentence([v.pay(), v.insurance(), v.housing(), v.contract(), v.shifts()])}",
            f"四、{_sentence([v.deadline(), v.contact()])}",
        ]
    )


def _bracketed(items: list[str]) -> str:
    return "\n".join(
        f"（{NUMERALS[n % 10] if n < 10 else '十' + NUMERALS[n - 10]}）{item}；" for n, item in enumerate(items)
    )


def _semicolons(items: list[str]) -> str:
    return "；".join(f"{n}、{item}" for n, item in enumerate(items, start=1)) + "。"


def _sentence(parts: list[str]) -> str:
    return f"{said(*parts)}。" if any(parts) else ""
