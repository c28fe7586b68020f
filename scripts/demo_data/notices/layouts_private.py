"""How companies, clinics and shops write: blocks, bullets, bare tokens, chat posts."""

from demo_data.notices.voice import Voice, said


def three_blocks(v: Voice) -> str:
    o = v.opening
    blocks = {
        v.any_of("岗位职责", "工作内容", "你要做的"): list(o.duties),
        v.any_of("任职要求", "任职资格", "我们希望你"): v.asks(),
        v.any_of("福利待遇", "薪资福利", "你将得到"): v.offers(),
    }
    body = "\n".join(f"{head}：\n{_counted(items)}" for head, items in blocks.items())
    return f"{o.title}（{v.heads() or '若干'}）\n{body}\n工作地址：{v.place()}\n{v.deadline()}"


def tokens_last(v: Voice) -> str:
    o = v.opening
    ask = (v.reserved(), v.licence(), v.majors(), v.fresh(), v.gender(), v.hard(), *o.extras)
    give = (v.contract(), v.housing(), v.insurance(), *v.programmes(), *v.provisions())
    text = said(v.duties(), *ask, *give, joint="；")
    return f"{o.title}｜{o.employer}\n{text}\n{v.deadline()}\n{'｜'.join(v.tokens())}"


def tokens_first(v: Voice) -> str:
    o = v.opening
    tail = [v.reserved(), v.majors(), v.licence(), v.age(), v.gender(), v.hard(), *v.provisions(), v.deadline()]
    return (
        f"{o.title} {' | '.join(v.tokens())}\n{o.employer}\n职位描述：{v.duties('，')}。\n"
        f"要求：{said(*tail) or '踏实肯干'}。\n{said(v.insurance(), v.housing(), *v.programmes())}"
    )


def dotted(v: Voice) -> str:
    o = v.opening
    items = [
        f"{o.title} {v.heads()}",
        *o.duties,
        *v.asks(),
        *v.offers(),
        f"上班地点 {v.place()}",
        v.deadline(),
        v.contact(),
    ]
    return f"{o.employer} 招聘\n" + "\n".join(f"· {item}" for item in items if item)


def dashed(v: Voice) -> str:
    o = v.opening
    head = v.any_of(f"诚聘：{o.title}", f"招聘 {o.title}", f"{o.title} 虚位以待")
    lines = [f"- {item}" for item in (*v.asks(), *v.offers(), v.deadline()) if item]
    return f"{head}\n{o.employer}，在{v.place()}，主要{v.duties('，')}。\n" + "\n".join(lines) + f"\n{v.contact()}"


def classified(v: Voice) -> str:
    o = v.opening
    facts = ["，".join(v.asks()), "，".join(v.offers()), v.deadline(), v.contact()]
    return f"{o.employer}{v.heads() or '急招'}{o.title}，{'。'.join(filter(None, facts))}。地址{v.place()}。"


def fair_stand(v: Voice) -> str:
    o = v.opening
    return "\n".join(
        line
        for line in (
            f"展位{v.rng.randrange(1, 80)}　{o.employer}",
            f"招聘岗位：{o.title}　需求：{v.count() or '若干'}人",
            f"要求：{' / '.join(v.asks())}",
            f"待遇：{' / '.join(v.offers())}",
            f"工作内容：{v.duties(' / ')}",
            f"区域：{v.place()}",
            v.deadline(),
        )
        if line
    )


def campus_letter(v: Voice) -> str:
    o = v.opening
    about = v.any_of("", "团队平均年龄不到三十岁。", "今年又添了新场地。")
    return "\n".join(
        [
            v.any_of("亲爱的同学们：", "致即将毕业的你：", "各位准毕业生："),
            f"    这里是{o.employer}，我们在{v.place()}等你。{about}",
            f"    我们需要{o.title}（{v.heads() or '名额不限'}），每天的工作是{v.duties('、')}。",
            f"    想加入的同学，请先看看条件：{'；'.join(v.asks())}。",
            f"    我们能给的：{'；'.join(v.offers())}。",
            f"    {said(v.deadline(), v.contact())}。盼复！",
        ]
    )


def questions_and_answers(v: Voice) -> str:
    o = v.opening
    pairs = [
        ("招什么岗位？", f"{o.title}，{v.heads() or '招满为止'}"),
        ("在哪里上班？", f"{v.place()}，单位是{o.employer}"),
        ("做些什么？", v.duties("，")),
        ("有什么要求？", "；".join(v.asks())),
        ("要不要上夜班？", v.shifts()),
        ("工资怎么算？", v.pay() or "面谈"),
        (
            "还有别的吗？",
            said(v.housing(), v.insurance(), *v.programmes(), *v.provisions(), v.welcome(), joint="；"),
        ),
        ("什么时候截止？", v.deadline()),
    ]
    return "\n".join(f"问：{question}\n答：{answer}。" for question, answer in pairs if answer)


def hashtags(v: Voice) -> str:
    o = v.opening
    tags = (o.prefecture.removesuffix("市"), o.title, v.any_of("找工作", "招聘", "家门口就业"))
    return (
        f"{o.employer}招人啦！{o.title}{v.heads()}～\n{'，'.join(v.asks())}\n{'，'.join(v.offers())}\n"
        f"日常{v.duties('，')}\n定位：{v.place()} {v.deadline()}\n{' '.join(f'#{tag}' for tag in tags)}"
    )


def forwarded_message(v: Voice) -> str:
    o = v.opening
    opening = v.any_of("朋友单位招人", "帮忙扩散一下", "群里有合适的同学可以看看")
    return (
        f"转：{opening}，{o.employer}要{o.title}，{v.heads() or '人数没说'}，{'，'.join(v.asks())}，"
        f"{'，'.join(v.offers())}，在{v.place()}，{v.duties('、')}。{v.deadline()} {v.contact()}"
    )


def owner_speaks(v: Voice) -> str:
    o = v.opening
    who = v.any_of("店长", "负责人", "人事")
    head = v.any_of("说说要求", "先把丑话说前头", "条件写清楚")
    return (
        f"我是{o.employer}的{who}，想找{v.heads() or '几位'}{o.title}。{head}：{'；'.join(v.asks())}。"
        f"每天{v.duties('，')}。我这边{'；'.join(v.offers())}。店在{v.place()}。{said(v.deadline(), v.contact())}。"
    )


def about_us_first(v: Voice) -> str:
    o = v.opening
    year = v.rng.randrange(2009, 2024)
    about = v.any_of(
        f"{o.employer}成立于{year}年，扎根{v.place()}，服务周边居民。",
        f"【单位简介】{o.employer}，{year}年登记设立，现有员工{v.rng.randrange(8, 160)}人。",
        f"{o.employer}始终坚持用心做事，{year}年以来稳步发展。",
    )
    return (
        f"{about}\n现招聘：{o.title}（{v.heads() or '数名'}）\n◎职责：{v.duties()}\n◎条件：{'；'.join(v.asks())}\n"
        f"◎待遇：{'；'.join(v.offers())}\n◎地址：{v.place()}\n◎{v.deadline() or '欢迎来电咨询'}"
    )


def check_marks(v: Voice) -> str:
    o = v.opening
    asks = "\n".join(f"✅ {item}" for item in v.asks())
    offers = "\n".join(f"🎁 {item}" for item in v.offers())
    return (
        f"📢 {o.employer}｜{o.title}{v.heads()}\n📍{v.place()}\n{asks}\n{offers}\n📝 {v.duties('，')}\n"
        f"⏰ {v.deadline() or '尽快'}"
    )


def bracketed_heads(v: Voice) -> str:
    o = v.opening
    benefits = said(v.contract(), v.insurance(), v.housing(), *v.programmes(), *v.provisions())
    return "\n".join(
        [
            f"【急聘】{o.title}{v.heads()}",
            f"【单位】{o.employer}",
            f"【要求】{'，'.join(v.asks())}",
            f"【工作】{v.duties('，')}",
            f"【薪资】{v.pay() or '面议'}",
            f"【时间】{v.shifts() or '按排班'}",
            f"【福利】{benefits or '节日礼品'}",
            f"【地址】{v.place()}",
            f"【报名】{said(v.welcome(), v.deadline(), v.contact())}",
        ]
    )


def pay_in_front(v: Voice) -> str:
    o = v.opening
    give = said(
        v.housing(), v.insurance(), v.contract(), v.shifts(), *v.programmes(), *v.provisions(), v.welcome(), joint="、"
    )
    return (
        f"{v.pay() or '薪资面议'}！{v.place()}招{o.title}\n{o.employer}　{v.heads()}\n"
        f"能做到这些就来：{'、'.join(v.asks())}\n工作：{v.duties('、')}\n另外：{give or '氛围好'}\n{v.deadline()}"
    )


def _counted(items: list[str]) -> str:
    return "\n".join(f"{n}、{item}" for n, item in enumerate(items, start=1))
