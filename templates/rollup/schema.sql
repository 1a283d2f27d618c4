-- 汇总数据库。result、raised、amount、text 是各文件的审核结果，按文件内容的 SHA-256 存放，再次运行时沿用；
-- run 是运行记录；其余是最近一次汇总的结论，每次运行重写。金额和件数是十进制文本，不丢精度。
-- packed_ 开头的表只为存得小，用编号代替哈希值和指标；查询请用同名的视图（result、amount 等）。
CREATE TABLE IF NOT EXISTS run (
    number  INTEGER PRIMARY KEY,  -- 第几次运行
    began   TEXT NOT NULL,        -- 开始时间（UTC）
    ended   TEXT,                 -- 结束时间；空：中断了
    files   INTEGER NOT NULL,     -- 文件数
    checked INTEGER NOT NULL      -- 其中这次审核的（其余沿用以前的结果）
);
CREATE TABLE IF NOT EXISTS written (
    sha256 TEXT PRIMARY KEY       -- 写出过的文件，据此认出后来有人改过的
) WITHOUT ROWID;
CREATE TABLE packed_settings (    -- 视图 result 的 settings
    id       INTEGER PRIMARY KEY,
    settings TEXT NOT NULL UNIQUE
);
CREATE TABLE packed_result (      -- 视图 result
    id       INTEGER PRIMARY KEY, -- 代替 sha256
    sha256   TEXT NOT NULL UNIQUE,
    settings INTEGER NOT NULL,    -- packed_settings 的 id
    verdict  TEXT NOT NULL,
    edition  TEXT NOT NULL,
    year     INTEGER,
    name     TEXT NOT NULL,
    code     TEXT NOT NULL,
    unread   INTEGER NOT NULL,
    compared INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    figures  BLOB NOT NULL        -- 全部数的散列值，用来找出数完全相同的单位；空：数太少，不比
);
CREATE TABLE packed_raised (      -- 视图 raised
    result   INTEGER NOT NULL,    -- packed_result 的 id，下同
    code     TEXT NOT NULL,
    severity TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (result, code, severity)
) WITHOUT ROWID;
CREATE TABLE packed_key (         -- 指标
    id  INTEGER PRIMARY KEY,      -- 代替 key
    key TEXT NOT NULL UNIQUE
);
CREATE TABLE packed_amount (      -- 视图 amount
    result   INTEGER NOT NULL,
    key      INTEGER NOT NULL,    -- packed_key 的 id
    amount,                       -- 整数，或者十进制文本；空：读不出
    previous,                     -- 同上；空：0
    PRIMARY KEY (result, key)
) WITHOUT ROWID;
CREATE TABLE packed_text (        -- 视图 text
    section TEXT NOT NULL,
    result  INTEGER NOT NULL,
    text    TEXT NOT NULL,
    marks   BLOB NOT NULL,
    PRIMARY KEY (section, result)
) WITHOUT ROWID;
CREATE VIEW result AS             -- 一个文件内容的审核结果
    SELECT
        packed_result.sha256,
        packed_settings.settings, -- 审核时的程序版本、表格格式、上年数据；变了就重新审核
        packed_result.verdict,    -- pass 通过、fail 有错误、unreadable 读不出、lost 没有审核完
        packed_result.edition,    -- 表格格式
        packed_result.year,       -- 报告年度
        packed_result.name,       -- 文件里写的单位名称
        packed_result.code,       -- 文件里写的代码
        packed_result.unread,     -- 读不出的数有几个
        packed_result.compared,   -- 1：有上年数可比
        packed_result.reason      -- 没有审核完的原因
    FROM packed_result JOIN packed_settings ON packed_settings.id = packed_result.settings;
CREATE VIEW raised AS             -- 文件里查出的问题，disclose explain 代码 有说明
    SELECT
        packed_result.sha256,
        packed_raised.code,
        packed_raised.severity,   -- error 强制性、warning 核实性、note 提示性
        packed_raised.count
    FROM packed_raised JOIN packed_result ON packed_result.id = packed_raised.result;
CREATE VIEW amount AS             -- 文件里不为 0 的数，读不出的数，填了的信息处理费
    SELECT
        packed_result.sha256,
        packed_key.key,           -- 指标，如 requests.received[natural]
        CAST(packed_amount.amount AS TEXT) AS amount,                   -- 空：读不出
        ifnull(CAST(packed_amount.previous AS TEXT), '0') AS previous   -- 上年数；没有就是 0
    FROM packed_amount
    JOIN packed_result ON packed_result.id = packed_amount.result
    JOIN packed_key ON packed_key.id = packed_amount.key;
CREATE VIEW text AS               -- 文件里较长的文字，用来比较各单位的文字
    SELECT
        packed_result.sha256,
        packed_text.section,      -- 部分，如 problems
        packed_text.text,
        packed_text.marks         -- 各句的散列值，每句 8 字节
    FROM packed_text JOIN packed_result ON packed_result.id = packed_text.result;
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
CREATE TABLE packed_file (        -- 视图 file
    name   TEXT PRIMARY KEY,
    result INTEGER NOT NULL,
    status TEXT NOT NULL,
    body   TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIEW file AS               -- 文件及其去向
    SELECT
        packed_file.name,
        packed_result.sha256,
        packed_file.status,       -- counted 已汇入，其余没有汇入：faulty 有错误、unreadable 读不出、
                                  -- lost 没有审核完、same 与另一个文件完全相同、other-year 年度不同、
                                  -- other-form 格式不同、twice 重报、likely-twice 疑似重报、
                                  -- same-figures 数与另一单位完全相同、unknown 名单里没有、level 有下级的单位
        packed_file.body          -- 单位的 id；不清楚就是空
    FROM packed_file JOIN packed_result ON packed_result.id = packed_file.result;
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
    SELECT
        packed_key.key, body.name AS body, body.code, packed_file.name AS file,
        CAST(packed_amount.amount AS TEXT) AS amount,
        ifnull(CAST(packed_amount.previous AS TEXT), '0') AS previous
    FROM packed_file
    JOIN packed_amount USING (result)
    JOIN packed_key ON packed_key.id = packed_amount.key
    JOIN body ON body.id = packed_file.body
    WHERE packed_file.status = 'counted' AND packed_amount.amount IS NOT NULL;
CREATE VIEW missing AS                -- 漏报的单位
    SELECT body.name, body.code, above.name AS parent
    FROM body LEFT JOIN body AS above ON above.id = body.parent
    WHERE body.missing ORDER BY body.position;
CREATE VIEW left_out AS               -- 没有汇入的文件
    SELECT file.name, file.status, packed_result.name AS body, packed_result.code
    FROM packed_file AS file JOIN packed_result ON packed_result.id = file.result
    WHERE file.status <> 'counted' ORDER BY file.name;
CREATE VIEW problem AS                -- 每个文件查出的问题
    SELECT
        file.name AS file, packed_result.name AS body,
        raised.code, raised.severity, raised.count
    FROM packed_file AS file
    JOIN packed_result ON packed_result.id = file.result
    JOIN packed_raised AS raised ON raised.result = file.result
    ORDER BY file.name;
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
