"""Problems in Chinese."""

from __future__ import annotations

from simulation.prompts.problem_banks.base import ProblemBank, words
from simulation.prompts.problem_banks.sums import framed, sums_of

CHINESE = ProblemBank(
    (
        *sums_of(
            """
        change: {name}在{city}的集市上买了{a}个{goods}，每个{b}分，付了{a}元。应找回多少分？ = %分
        weeks: {city}的一家店周一到周五每天卖{a}个{goods}，周六卖{b}个，周日休息。{c}周一共卖多少个？ = %个
        pump: {city}的{name}有一台水泵，{c}分钟能注满一个水池。两台同样的水泵注满三个水池要多久？ = %分钟
        speed: {name}骑车从{city}去{town}，去时每小时{a}公里，回来每小时{b}公里。平均速度是多少？ = 每小时%公里
        discount: {city}的商店降价{a}%以后，{name}付了{b}元。原价是多少？ = %元
        guess: {name}想好一个数，乘以{c}再加{a}，告诉{mate}结果是{b}。这个数是多少？ = %
        cylinder: {name}在{city}有一个圆柱形木桶，半径{a}厘米，高{b}厘米。能装多少升？ = %升
        fence: {name}要在{city}郊外围一块长{a}米、宽{b}米的草地。需要多长的篱笆？ = %米
        red: 从{city}运来的箱子里有{a}个红色和{b}个绿色的{goods}，{name}闭着眼睛拿两个。两个都是红色的概率是百分之几？ = 百分之%
        shake: {city}的聚会上有{b}个人，{name}说每两人都握手一次。一共握手多少次？ = %次
        blink: {city}港口的两盏灯分别每{a}秒和每{c}秒闪一次，{name}刚看到它们同时闪。再过多少秒会再次同时闪？ = %秒
        fall: {name}在{city}一座高{a}米的桥上松手放下一块石头。不计空气阻力，要落多久？ = %秒
        energy: {city}的{name}家里有一台{a}{b}瓦的电炉，每天用{c}小时。一周用多少电？ = %千瓦时
        dilute: 在{city}的实验室里，{name}往{a}毫升浓度{b}%的溶液里加了{c}毫升水。新的浓度是百分之几？ = 百分之%
        mean: {name}三天里在{city}分别数到{a}、{b}和{c}个{goods}。平均是多少个？ = %个
        even: {name}在{city}的作坊每月固定成本{a}{b}元，每件赚{c}元。至少卖多少件才不亏？ = %件
        """,
            ".",
            "",
        ),
        *framed(
            """
        biology: 为什么树叶到秋天会变黄？ = 叶绿素分解了，类胡萝卜素留了下来。
        biology: 为什么抗生素治不了病毒引起的感冒？ = 它针对的是细菌才有的结构。
        chemistry: 为什么水壶里会结水垢？ = 硬水加热时碳酸钙会沉淀出来。
        physics: 为什么白天的天空是蓝色的？ = 空气对短波光的散射更强。
        history: 为什么黑死病之后工资上涨了？ = 劳动力变得稀缺了。
        geography: 为什么许多古城都建在河边？ = 河流提供水源、运输和渡口。
        law: 在电话里答应买一批{goods}，合同成立吗？ = 成立，有要约和承诺就够了。
        economics: 为什么光靠印钞票不能让国家富起来？ = 货物不变而货币变多，物价就会上涨。
        statistics: 为什么相关不等于因果？ = 可能有第三个因素同时影响两者。
        programming: 为什么保存密码时要加盐？ = 这样相同的密码也有不同的哈希值。
        linguistics: 什么是音位？ = 能够区分词义的最小语音单位。
        philosophy: 笛卡尔认为什么是无法怀疑的？ = 他在思考，因而他存在。
        medicine: 为什么新药要和安慰剂比较？ = 只有与安慰剂的差别才显示药效。
        """,
            "",
        ),
    ),
    words(
        name="王芳 | 李伟 | 张敏 | 刘洋 | 陈静 | 杨磊 | 赵丽 | 黄涛 | 周婷 | 吴强 | 徐慧 | 孙鹏 | 马超 | 朱琳 | 胡军 | 郭雪 | 欧阳明 | 司马晴",
        mate="何老师 | 高老师 | 林老师 | 罗老师 | 梁老师 | 宋老师 | 郑老师 | 谢老师 | 韩老师 | 唐老师 | 冯老师 | 董老师 | 萧老师 | 程老师",
        city="北京 | 上海 | 广州 | 成都 | 杭州 | 南京 | 西安 | 武汉 | 长沙 | 昆明 | 青岛 | 大连 | 厦门 | 哈尔滨 | 苏州 | 重庆 | 贵阳 | 石家庄",
        town="大理 | 丽江 | 绍兴 | 扬州 | 洛阳 | 敦煌 | 桂林 | 景德镇 | 泉州 | 曲阜 | 承德 | 乐山 | 嘉兴 | 张家口",
        goods="苹果 | 梨 | 包子 | 灯泡 | 玻璃球 | 纽扣 | 橘子 | 月饼 | 西红柿 | 杯子 | 粽子 | 桃子",
        setting="""{name}在{city}的课堂上举手提问。 | {city}的知识竞赛第{n1}轮，{name}念出题目。 | {name}和{mate}在去{city}的火车上争论起来。 | {city}的读者{name}来信问道：
        {city}的期末考试第{n2}题，{name}没有做出来。 | 在{city}吃晚饭时，{name}问{mate}： | {name}正在{city}准备{n2}页的报告。 | {city}的博物馆里，{name}站在第{n2}号展板前。 | {name}的作业，{city}的学校，第{n3}页：
        在{city}听完讲座，{name}站起来发问。 | 在{city}录制的节目里，{name}和{mate}聊到这个问题。""",
        wish="""请用不超过{n2}个字说给{mate}听。 | {mate}只有{n1}分钟，两句话就够。 | {town}的{mate}看法相反。 | 最好给{mate}举一个例子。 | 这道题{n1}分，是{town}的{mate}出的。
        要让{n2}岁的{mate}也能听懂。 | 答案要写在本子第{n3}页。 | 回答会寄给{town}的{mate}。 | {mate}拿{n2}元打赌没人知道。""",
        steps="""请给{mate}写出步骤。 | {mate}说只要结果。 | {town}的{mate}算出来不一样。 | 这是第{n3}题。 | 这道题{n1}分。 | 请用{n1}行讲给{mate}听。
        {mate}说这题解不出来。 | 题目来自{town}的练习册第{n2}页。 | 先写答案，再写方法。""",
    ),
)
