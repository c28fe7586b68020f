"""Chinese names of rules, features, channels and splits, as a counselor reads them."""

RULES = {
    "education": "学历",
    "degree": "学位",
    "study_mode": "学习形式",
    "major": "专业",
    "licence": "证书",
    "graduate": "应届要求",
    "experience": "工作经历",
    "gender": "性别",
    "political": "政治面貌",
    "age": "年龄",
    "household": "户籍",
    "ethnicity": "民族",
    "reserved": "专门职位",
    "region": "地区",
    "pay": "薪资",
    "shift": "班次",
    "contract": "用工形式",
    "needs": "工作便利",
    "cost": "应聘花费",
    "deadline": "截止日期",
    "places_left": "剩余名额",
    "consent": "推送意愿",
    "unread": "其他要求",
    "alarm": "可疑岗位",
    "availability": "在读或定向限制",
}

FEATURES = {
    "similarity": "内容相近",
    "lexical": "用词相同",
    "nearness": "离意向地近",
    "pay_margin": "薪资余量",
    "preferred_met": "优先条件",
    "title_match": "岗位名称",
    "grassroots": "基层",
    "emerging": "新兴领域",
    "subsidized": "有补贴",
    "freshness": "新近发布",
    "cost_burden": "应聘花费",
    "unknown_price": "待核实",
    "learned": "大家的反馈",
    "taste": "本人以往反馈",
    "variety": "换个方向",
}

CHANNELS = {
    "dense": "与意向相近",
    "grassroots": "基层岗位",
    "subsidized": "有补贴、对残疾人友好的岗位",
    "emerging": "新兴领域岗位",
}

SPLITS = {
    "level": "学历",
    "field": "学科",
    "wished_region": "意向地区",
    "hardship": "是否困难毕业生",
    "disability": "是否残疾毕业生",
}
