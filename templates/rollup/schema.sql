-- 汇总数据库。result、raised、amount 是各文件的审核结果，按文件内容的 SHA-256 存放，再次运行时沿用；
-- run 是运行记录；其余各表是最近一次汇总的结论，每次运行重写。金额和件数是十进制文本，不丢精度。
CREATE TABLE run (
    number  INTEGER PRIMARY KEY,  -- 第几次运行
    began   TEXT NOT NULL,        -- 开始时间（UTC）
    ended   TEXT,                 -- 结束时间；空：中断了
    files   INTEGER NOT NULL,     -- 文件数
    checked INTEGER NOT NULL      -- 其中这次审核的（其余沿用以前的结果）
);
CREATE TABLE result (             -- 一个文件内容的审核结果
    sha256   TEXT PRIMARY KEY,
    settings TEXT NOT NULL,       -- 审核时的程序版本、表格格式、上年数据；变了就重新审核
    verdict  TEXT NOT NULL,       -- pass 通过、fail 有错误、unreadable 读不出、lost 没有审核完
    edition  TEXT NOT NULL,       -- 表格格式
    year     INTEGER,             -- 报告年度
    name     TEXT NOT NULL,       -- 文件里写的单位名称
    code     TEXT NOT NULL,       -- 文件里写的代码
    unread   INTEGER NOT NULL,    -- 读不出的数有几个
    compared INTEGER NOT NULL,    -- 1：有上年数可比
    reason   TEXT NOT NULL        -- 没有审核完的原因
) WITHOUT ROWID;
CREATE TABLE raised (             -- 文件里查出的问题，disclose explain 代码 有说明
    sha256   TEXT NOT NULL,
    code     TEXT NOT NULL,
    severity TEXT NOT NULL,       -- error 强制性、warning 核实性、note 提示性
    count    INTEGER NOT NULL,
    PRIMARY KEY (sha256, code, severity)
) WITHOUT ROWID;
CREATE TABLE amount (             -- 文件里不为 0 的数，读不出的数，填了的信息处理费
    sha256   TEXT NOT NULL,
    key      TEXT NOT NULL,       -- 指标，如 requests.received[natural]
    amount   TEXT,                -- 空：读不出
    previous TEXT NOT NULL,       -- 上年数；没有就是 0
    PRIMARY KEY (sha256, key)
) WITHOUT ROWID;
CREATE TABLE form (               -- 汇总的格式和年度；没有汇总就是空表
    edition TEXT NOT NULL,
    year    INTEGER NOT NULL
);
CREATE TABLE body (               -- 单位：名单里的；没有名单就是文件里的
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL,    -- 在名单里的次序
    name     TEXT NOT NULL,
    code     TEXT NOT NULL,
    parent   TEXT NOT NULL,       -- 上级单位的 id
    missing  INTEGER NOT NULL     -- 1：漏报
) WITHOUT ROWID;
CREATE TABLE file (               -- 文件及其去向
    name   TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    status TEXT NOT NULL,         -- counted 已汇入，其余没有汇入：faulty 有错误、unreadable 读不出、
                                  -- lost 没有审核完、same 与另一个文件完全相同、other-year 年度不同、
                                  -- other-form 格式不同、twice 重报、likely-twice 疑似重报、
                                  -- same-figures 数与另一单位完全相同、unknown 名单里没有、level 有下级的单位
    body   TEXT NOT NULL          -- 单位的 id；不清楚就是空
) WITHOUT ROWID;
CREATE TABLE finding (            -- 汇总时查出的问题
    number   INTEGER PRIMARY KEY,
    code     TEXT NOT NULL,
    severity TEXT NOT NULL,
    message  TEXT NOT NULL
);
CREATE TABLE figure (             -- 汇总数：全部，以及每个有下级的单位
    body     TEXT NOT NULL,       -- 有下级的单位的 id；空：全部
    position INTEGER NOT NULL,    -- 在表里的次序
    key      TEXT NOT NULL,
    label    TEXT NOT NULL,
    unit     TEXT NOT NULL,
    amount   TEXT NOT NULL,
    PRIMARY KEY (body, position)
) WITHOUT ROWID;
CREATE VIEW contribution AS           -- 每个汇总数由哪些单位组成
    SELECT amount.key, body.name AS body, body.code, file.name AS file, amount.amount, amount.previous
    FROM file JOIN amount USING (sha256) JOIN body ON body.id = file.body
    WHERE file.status = 'counted' AND amount.amount IS NOT NULL;
CREATE VIEW missing AS                -- 漏报的单位
    SELECT body.name, body.code, above.name AS parent
    FROM body LEFT JOIN body AS above ON above.id = body.parent
    WHERE body.missing ORDER BY body.position;
CREATE VIEW left_out AS               -- 没有汇入的文件
    SELECT file.name, file.status, result.name AS body, result.code
    FROM file JOIN result USING (sha256) WHERE status <> 'counted' ORDER BY file.name;
CREATE VIEW problem AS                -- 每个文件查出的问题
    SELECT file.name AS file, result.name AS body, raised.code, raised.severity, raised.count
    FROM file JOIN result USING (sha256) JOIN raised USING (sha256) ORDER BY file.name;
-- 怎样查询本库：SELECT * FROM guide
CREATE TABLE guide (              -- 常用的查询，可照抄、可改
    zh    TEXT NOT NULL,          -- 查什么
    en    TEXT NOT NULL,          -- the same in English
    query TEXT NOT NULL
);
INSERT INTO guide VALUES
('一个汇总数由哪些单位组成，从大到小', 'which bodies a sum is made of, the largest first',
 'SELECT body, file, amount FROM contribution WHERE key = ''requests.received[total]'' ORDER BY CAST(amount AS NUMERIC) DESC, file'),
('汇总数：全部（body 为空）和每个有下级的单位', 'sums: of the whole (body is empty) and of every body with others below it',
 'SELECT body, label, amount, unit FROM figure ORDER BY body, position'),
('漏报的单位', 'bodies without a file',
 'SELECT name, code, parent FROM missing'),
('没有汇入的文件和原因', 'files that were left out, and why',
 'SELECT name, status, body FROM left_out'),
('出错最多的单位', 'bodies with most errors',
 'SELECT body, sum(count) AS errors FROM problem WHERE severity = ''error'' GROUP BY body ORDER BY errors DESC, body'),
('最常见的错误', 'the commonest errors',
 'SELECT code, count(*) AS files FROM problem WHERE severity = ''error'' GROUP BY code ORDER BY files DESC, code'),
('与上年相差一倍以上的数', 'figures that are at least twice or at most half of last year''s',
 'SELECT body, key, previous, amount FROM contribution WHERE CAST(previous AS NUMERIC) > 0 AND (CAST(amount AS NUMERIC) >= 2 * CAST(previous AS NUMERIC) OR 2 * CAST(amount AS NUMERIC) <= CAST(previous AS NUMERIC)) ORDER BY body, key'),
('每次运行', 'the runs',
 'SELECT number, files, checked, ended IS NULL AS interrupted FROM run');
