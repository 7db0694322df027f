PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO __EFMigrationsHistory VALUES('20261125180000_V0_1_0_Initial','10.0.15');
CREATE TABLE IF NOT EXISTS "sweeps" (
    "id" TEXT NOT NULL CONSTRAINT "PK_sweeps" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "spec_text" TEXT NOT NULL,
    "spec" TEXT NOT NULL,
    "spec_hash" TEXT NOT NULL,
    "submit_key" TEXT NULL,
    "state" TEXT NOT NULL,
    "error" TEXT NULL,
    "numerics" INTEGER NOT NULL,
    "planned_trials" INTEGER NOT NULL,
    "frontier" INTEGER NOT NULL,
    "owner" TEXT NULL,
    "owner_until" TEXT NULL,
    "epoch" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "finished_at" TEXT NULL,
    "trace_parent" TEXT NULL,
    CONSTRAINT "ck_sweeps_state" CHECK (state IN ('running', 'paused', 'completed', 'failed', 'cancelled'))
);
INSERT INTO sweeps VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2','release',replace('name: release\nparameters:\n  pattern: [circle]\n  learning_rate: [0.01]\n  iterations: [30, 300, 2000000]\n  samples: [20]\nrecord: { every: 100000 }\n','\n',char(10)),'{"version":1,"name":"release","parameters":[{"name":"pattern","values":["circle"]},{"name":"learning_rate","values":[0.01]},{"name":"iterations","values":[30,300,2000000]},{"name":"samples","values":[20]},{"name":"hidden","values":[4]}],"replicates":1,"data_seed":0,"init_seed":1241,"sampler":"grid","target":{"loss":0.2},"record":{"every":100000},"weight":1,"max_concurrent":null}','43abaa8659dbf5fa042b4da65b5d510ee96ff8f46339a06763030ae891c2c351',NULL,'completed',NULL,2,3,3,NULL,NULL,1,'2026-11-25T19:02:52.288503Z','2026-11-25T19:03:23.992414Z',NULL);
INSERT INTO sweeps VALUES('01a21417-64d0-7e15-8f8c-5195fe0ef2ea','paused',replace('{ name: paused, parameters: { pattern: [circle, diamond], iterations: [30], samples: [20] }, record: { every: 10 } }\n','\n',char(10)),'{"version":1,"name":"paused","parameters":[{"name":"pattern","values":["circle","diamond"]},{"name":"iterations","values":[30]},{"name":"samples","values":[20]},{"name":"learning_rate","values":[0.001]},{"name":"hidden","values":[4]}],"replicates":1,"data_seed":0,"init_seed":1241,"sampler":"grid","target":{"loss":0.2},"record":{"every":10},"weight":1,"max_concurrent":null}','bd4f6ab87feaf637bad594e5d7dc62be45935f0085effeb685407e6ec46c3b9c',NULL,'paused',NULL,2,2,0,NULL,NULL,0,'2026-11-25T19:03:27.469675Z',NULL,NULL);
INSERT INTO sweeps VALUES('01a21417-7fa8-74da-9f11-639dedfba8b0','cancelled',replace('{ name: cancelled, parameters: { pattern: [circle, diamond], iterations: [30], samples: [20] }, record: { every: 10 } }\n','\n',char(10)),'{"version":1,"name":"cancelled","parameters":[{"name":"pattern","values":["circle","diamond"]},{"name":"iterations","values":[30]},{"name":"samples","values":[20]},{"name":"learning_rate","values":[0.001]},{"name":"hidden","values":[4]}],"replicates":1,"data_seed":0,"init_seed":1241,"sampler":"grid","target":{"loss":0.2},"record":{"every":10},"weight":1,"max_concurrent":null}','15da4a11faaaa1af9818cad3055074f1a3386f9fd8baafbb38becb10addbebfa',NULL,'cancelled',NULL,2,2,0,NULL,NULL,0,'2026-11-25T19:03:34.179970Z','2026-11-25T19:03:37.658178Z',NULL);
INSERT INTO sweeps VALUES('01a21417-9446-7377-81e4-8cf21118c528','release',replace('name: release\nparameters:\n  pattern: [circle]\n  learning_rate: [0.01]\n  iterations: [30, 300, 2000000]\n  samples: [20]\nrecord: { every: 100000 }\n','\n',char(10)),'{"version":1,"name":"release","parameters":[{"name":"pattern","values":["circle"]},{"name":"learning_rate","values":[0.01]},{"name":"iterations","values":[30,300,2000000]},{"name":"samples","values":[20]},{"name":"hidden","values":[4]}],"replicates":1,"data_seed":0,"init_seed":1241,"sampler":"grid","target":{"loss":0.2},"record":{"every":100000},"weight":1,"max_concurrent":null}','43abaa8659dbf5fa042b4da65b5d510ee96ff8f46339a06763030ae891c2c351',NULL,'running',NULL,2,3,2,'vm/14974/06f8d9f8-1616864/127.0.0.1:41521@154638242','2026-11-25T19:04:25.414013Z',2,'2026-11-25T19:03:44.782126Z',NULL,NULL);
CREATE TABLE IF NOT EXISTS "attempts" (
    "sweep_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "lease_id" TEXT NOT NULL,
    "silo" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "ended_at" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "alone" INTEGER NOT NULL DEFAULT 0,
    "cause" TEXT NOT NULL DEFAULT ('silo_lost'),
    "progressed" INTEGER NOT NULL DEFAULT 0,
    "trace_parent" TEXT NULL,
    CONSTRAINT "PK_attempts" PRIMARY KEY ("sweep_id", "number", "attempt"),
    CONSTRAINT "FK_attempts_sweeps_sweep_id" FOREIGN KEY ("sweep_id") REFERENCES "sweeps" ("id") ON DELETE CASCADE
);
INSERT INTO attempts VALUES('01a21417-9446-7377-81e4-8cf21118c528',2,1,'01a21417-ac5e-7a57-9ebf-ba243c7ce20c','vm/14155/06f8d9f8-1614725/127.0.0.1:46561@154638220','2026-11-25T19:03:45.502708Z','2026-11-25T19:04:10.774945Z','process 14155 on vm died',0,'silo_lost',1,NULL);
CREATE TABLE IF NOT EXISTS "leases" (
    "id" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    "sweep_id" TEXT NOT NULL,
    "silo" TEXT NOT NULL,
    "numbers" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "granted_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "alone" INTEGER NOT NULL DEFAULT 0,
    "trace_parent" TEXT NULL,
    CONSTRAINT "FK_leases_sweeps_sweep_id" FOREIGN KEY ("sweep_id") REFERENCES "sweeps" ("id") ON DELETE CASCADE
);
INSERT INTO leases VALUES('01a21418-14d3-76ea-91e1-77b4f1c5fca7','01a21417-9446-7377-81e4-8cf21118c528','vm/14974/06f8d9f8-1616864/127.0.0.1:41521@154638242','[[2,3]]',2,'2026-11-25T19:04:12.243666Z','2026-11-25T19:05:12.243666Z',0,NULL);
CREATE TABLE IF NOT EXISTS "trials" (
    "sweep_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "parameters" TEXT NOT NULL,
    "pattern" TEXT NULL,
    "learning_rate" REAL NULL,
    "iterations" INTEGER NULL,
    "samples" INTEGER NULL,
    "hidden" INTEGER NULL,
    "replicate" INTEGER NOT NULL,
    "data_seed" INTEGER NOT NULL,
    "init_seed" INTEGER NOT NULL,
    "content_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "silo" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "started_at" TEXT NOT NULL,
    "finished_at" TEXT NOT NULL,
    "train_seconds" REAL NOT NULL,
    "trained_iterations" INTEGER NOT NULL,
    "final_loss" REAL NULL,
    "final_accuracy" REAL NULL,
    "best_loss" REAL NULL,
    "reached_at" INTEGER NULL,
    "converged_at" INTEGER NULL,
    "error" TEXT NULL,
    "trace_id" TEXT NULL,
    CONSTRAINT "PK_trials" PRIMARY KEY ("sweep_id", "number"),
    CONSTRAINT "ck_trials_state" CHECK (state IN ('completed', 'pruned', 'failed')),
    CONSTRAINT "FK_trials_sweeps_sweep_id" FOREIGN KEY ("sweep_id") REFERENCES "sweeps" ("id") ON DELETE CASCADE
);
INSERT INTO trials VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2',1,'{"pattern":"circle","learning_rate":0.01,"iterations":300,"samples":20,"hidden":4}','circle',0.010000000000000000208,300,20,4,0,0,1241,'7b6c65b7a077065418e006be84cd244455750ce899cb5b5366c553c8245cd5a1','completed',1,'vm/13019',1,'2026-11-25T19:02:53.367419Z','2026-11-25T19:02:53.369701Z',0.0018076340000000000202,300,0.66851027615714841978,0.4500000000000000111,0.66851027615714841978,NULL,NULL,NULL,NULL);
INSERT INTO trials VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2',0,'{"pattern":"circle","learning_rate":0.01,"iterations":30,"samples":20,"hidden":4}','circle',0.010000000000000000208,30,20,4,0,0,1241,'74b26f15fbcd5895d35e5645d12ab21fce7963665b6a8c5980da3ebf4953bef0','completed',1,'vm/13019',1,'2026-11-25T19:02:53.369821Z','2026-11-25T19:02:53.369976Z',0.00015455000000000026008,30,0.68578301535806374111,0.5500000000000000444,0.68578301535806374111,NULL,NULL,NULL,NULL);
INSERT INTO trials VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2',2,'{"pattern":"circle","learning_rate":0.01,"iterations":2000000,"samples":20,"hidden":4}','circle',0.010000000000000000208,2000000,20,4,0,0,1241,'4c3edbdea24eed73cbad73aed22cfa5de52758dfa98a096b22ce01d3493ca46f','completed',1,'vm/13019',0,'2026-11-25T19:02:53.394807Z','2026-11-25T19:03:23.979896Z',10.768141719999999139,2000000,4.159825880710187908e-05,1.0,4.159825880710187908e-05,1933,1933,NULL,NULL);
INSERT INTO trials VALUES('01a21417-9446-7377-81e4-8cf21118c528',1,'{"pattern":"circle","learning_rate":0.01,"iterations":300,"samples":20,"hidden":4}','circle',0.010000000000000000208,300,20,4,0,0,1241,'7b6c65b7a077065418e006be84cd244455750ce899cb5b5366c553c8245cd5a1','completed',1,'vm/14155',0,'2026-11-25T19:03:45.623804Z','2026-11-25T19:03:45.625106Z',0.0013011220000000017771,300,0.66851027615714841978,0.4500000000000000111,0.66851027615714841978,NULL,NULL,NULL,NULL);
INSERT INTO trials VALUES('01a21417-9446-7377-81e4-8cf21118c528',0,'{"pattern":"circle","learning_rate":0.01,"iterations":30,"samples":20,"hidden":4}','circle',0.010000000000000000208,30,20,4,0,0,1241,'74b26f15fbcd5895d35e5645d12ab21fce7963665b6a8c5980da3ebf4953bef0','completed',1,'vm/14155',1,'2026-11-25T19:03:45.617979Z','2026-11-25T19:03:45.618838Z',0.00052022299999999999618,30,0.68578301535806374111,0.5500000000000000444,0.68578301535806374111,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "loss_curves" (
    "sweep_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "every" INTEGER NOT NULL,
    "last_iteration" INTEGER NOT NULL,
    "loss" TEXT NOT NULL,
    "accuracy" TEXT NOT NULL,
    CONSTRAINT "PK_loss_curves" PRIMARY KEY ("sweep_id", "number"),
    CONSTRAINT "FK_loss_curves_trials_sweep_id_number" FOREIGN KEY ("sweep_id", "number") REFERENCES "trials" ("sweep_id", "number") ON DELETE CASCADE
);
INSERT INTO loss_curves VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2',1,100000,299,'[0.7691438,0.66851026]','[0.55,0.45]');
INSERT INTO loss_curves VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2',0,100000,29,'[0.7691438,0.685783]','[0.55,0.55]');
INSERT INTO loss_curves VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2',2,100000,1999999,'[0.7691438,0.0011372953,0.00051371165,0.00032620798,0.00023724278,0.00018565975,0.00015211961,0.00012862383,0.00011127814,0.000097964206,0.00008743286,0.000078900775,0.00007185228,0.00006593433,0.0000608972,0.0000565594,0.000052785872,0.0000494741,0.000046544883,0.000043936074,0.000041598258]','[0.55,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]');
INSERT INTO loss_curves VALUES('01a21417-9446-7377-81e4-8cf21118c528',1,100000,299,'[0.7691438,0.66851026]','[0.55,0.45]');
INSERT INTO loss_curves VALUES('01a21417-9446-7377-81e4-8cf21118c528',0,100000,29,'[0.7691438,0.685783]','[0.55,0.55]');
CREATE TABLE IF NOT EXISTS "checkpoints" (
    "sweep_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "lease_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "iteration" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "train_seconds" REAL NOT NULL,
    "state" BLOB NOT NULL,
    "saved_at" TEXT NOT NULL,
    CONSTRAINT "PK_checkpoints" PRIMARY KEY ("sweep_id", "number"),
    CONSTRAINT "FK_checkpoints_sweeps_sweep_id" FOREIGN KEY ("sweep_id") REFERENCES "sweeps" ("id") ON DELETE CASCADE
);
INSERT INTO checkpoints VALUES('01a21417-9446-7377-81e4-8cf21118c528',2,'01a21417-ac5e-7a57-9ebf-ba243c7ce20c',1,1000000,10,5.2731165580000007864,X'53574353010000000200000006636972636c657b14ae47e17a843f80841e00140000000400000000000000d90400009a9999999999c93fa086010040420f007ed380c786eb163f140000007ed380c786eb163f8d0700008d0700004bf3257d079b2b4066d4dd5394752bc0683c91b1e3a51dc08eb86deb1c942dc03a3094182a320740b8c45565772a2ec0c1e67e217f7d0e40ee1fe9284defd53ff690418b9dea23c040d69826006e21403805db0efd94f6bf45e6e96ad97a22c0a24e0b3f359c33c03d3539e01e5f3840bd81c7bf28b22bc0e227a6baa72437c058b6f1b0c00baa97','2026-11-25T19:03:58.245334Z');
CREATE TABLE IF NOT EXISTS "checkpoint_curves" (
    "sweep_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "points" BLOB NOT NULL,
    CONSTRAINT "PK_checkpoint_curves" PRIMARY KEY ("sweep_id", "number", "start"),
    CONSTRAINT "FK_checkpoint_curves_checkpoints_sweep_id_number" FOREIGN KEY ("sweep_id", "number") REFERENCES "checkpoints" ("sweep_id", "number") ON DELETE CASCADE
);
INSERT INTO checkpoint_curves VALUES('01a21417-9446-7377-81e4-8cf21118c528',2,0,X'000000005dacf28ed39ce83fda11c08c29a2523f875c2f5a53d5403f507f5292dc60353fa6d3880e8c182f3f0683162fb555283f89982a7749f0233f67efcf34e6db203f65d85eddbf2b1d3fd5978a3744ae193f0b0000001400000014000000140000001400000014000000140000001400000014000000140000004607bf4084343694');
CREATE TABLE runs (
  sweep_id TEXT NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
  pattern TEXT NOT NULL,
  learning_rate REAL NOT NULL,
  samples INTEGER NOT NULL,
  hidden INTEGER NOT NULL,
  replicate INTEGER NOT NULL,
  number INTEGER NOT NULL,
  iterations INTEGER NOT NULL,
  trained_iterations INTEGER NOT NULL,
  reached_at INTEGER NULL,
  best_loss REAL NULL,
  train_seconds REAL NOT NULL,
  PRIMARY KEY (sweep_id, pattern, learning_rate, samples, hidden, replicate)
) WITHOUT ROWID
;
INSERT INTO runs VALUES('01a21416-c1a4-713a-b9d0-2da9cf40fbd2','circle',0.010000000000000000208,20,4,0,2,2000000,2000000,1933,4.159825880710187908e-05,10.768141719999999139);
INSERT INTO runs VALUES('01a21417-9446-7377-81e4-8cf21118c528','circle',0.010000000000000000208,20,4,0,1,300,300,NULL,0.66851027615714841978,0.0013011220000000017771);
CREATE INDEX "IX_leases_sweep_id" ON "leases" ("sweep_id");
CREATE INDEX "IX_sweeps_created_at_id" ON "sweeps" ("created_at", "id");
CREATE INDEX "IX_sweeps_spec_hash" ON "sweeps" ("spec_hash");
CREATE UNIQUE INDEX "IX_sweeps_submit_key" ON "sweeps" ("submit_key");
CREATE INDEX "ix_trials_failed" ON "trials" ("sweep_id", "number") WHERE state = 'failed';
CREATE TRIGGER runs_after_insert AFTER INSERT ON trials WHEN new.state IN ('completed', 'pruned')
BEGIN
  INSERT INTO runs (
    sweep_id, pattern, learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at, best_loss,
    train_seconds)
  VALUES (
    new.sweep_id, new.pattern, new.learning_rate, new.samples, new.hidden, new.replicate, new.number, new.iterations,
    new.trained_iterations, new.reached_at, new.best_loss, new.train_seconds)
  ON CONFLICT (sweep_id, pattern, learning_rate, samples, hidden, replicate) DO UPDATE SET
    number = excluded.number, iterations = excluded.iterations, trained_iterations = excluded.trained_iterations,
    reached_at = excluded.reached_at, best_loss = excluded.best_loss, train_seconds = excluded.train_seconds
  WHERE (excluded.trained_iterations, excluded.iterations, -excluded.number)
      > (runs.trained_iterations, runs.iterations, -runs.number);
END;
CREATE TRIGGER runs_after_update AFTER UPDATE ON trials WHEN new.state IN ('completed', 'pruned')
BEGIN
  INSERT INTO runs (
    sweep_id, pattern, learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at, best_loss,
    train_seconds)
  VALUES (
    new.sweep_id, new.pattern, new.learning_rate, new.samples, new.hidden, new.replicate, new.number, new.iterations,
    new.trained_iterations, new.reached_at, new.best_loss, new.train_seconds)
  ON CONFLICT (sweep_id, pattern, learning_rate, samples, hidden, replicate) DO UPDATE SET
    number = excluded.number, iterations = excluded.iterations, trained_iterations = excluded.trained_iterations,
    reached_at = excluded.reached_at, best_loss = excluded.best_loss, train_seconds = excluded.train_seconds
  WHERE (excluded.trained_iterations, excluded.iterations, -excluded.number)
      > (runs.trained_iterations, runs.iterations, -runs.number);
END;
CREATE VIEW loss_points AS
SELECT c.sweep_id AS sweep_id, c.number AS number, min(l.key * c.every, c.last_iteration) AS iteration, l.value AS loss,
       c.accuracy ->> l.key AS accuracy
FROM loss_curves c, json_each(c.loss) l
WHERE c.last_iteration / c.every <= 4000 AND CASE WHEN typeof(c.loss) = 'text' AND typeof(c.accuracy) = 'text' THEN json_valid(c.loss) AND json_valid(c.accuracy) END
UNION ALL
SELECT c.sweep_id, c.number, min(p.key * c.every, c.last_iteration), p.value ->> 0, p.value ->> 1
FROM loss_curves c, json_each((
  SELECT json_group_array(json_array(pair.loss, pair.accuracy))
  FROM (
    SELECT max(half.loss) AS loss, max(half.accuracy) AS accuracy
    FROM (
      SELECT l.key AS k, l.value AS loss, NULL AS accuracy FROM json_each(c.loss) l
      UNION ALL
      SELECT a.key, NULL, a.value FROM json_each(c.accuracy) a
    ) half
    GROUP BY half.k
    ORDER BY half.k
  ) pair)) p
WHERE c.last_iteration / c.every > 4000 AND CASE WHEN typeof(c.loss) = 'text' AND typeof(c.accuracy) = 'text' THEN json_valid(c.loss) AND json_valid(c.accuracy) END;
CREATE VIEW pattern_convergence AS
WITH times AS (
  SELECT sweep_id, pattern, coalesce(reached_at, trained_iterations) AS t, count(*) AS ended, count(reached_at) AS reached,
         min(best_loss) AS best_loss, sum(train_seconds) AS train_seconds
  FROM runs
  GROUP BY coalesce(reached_at, trained_iterations), pattern, sweep_id
), risks AS (
  SELECT *, sum(ended) OVER pattern AS trials,
         sum(ended) OVER pattern - coalesce(sum(ended) OVER before, 0) AS at_risk
  FROM times
  WINDOW pattern AS (PARTITION BY sweep_id, pattern),
         before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), survival AS (
  SELECT *,
         coalesce(sum(CASE WHEN ended > reached AND at_risk > ended THEN ln(1.0 * (at_risk - reached) / (at_risk - ended)) ELSE 0.0 END)
                    OVER before, 0.0) AS censoring,
         coalesce(sum(ended > reached) OVER before, 0) AS factors
  FROM risks
  WINDOW before AS (PARTITION BY sweep_id, pattern ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), medians AS (
  SELECT sweep_id, pattern, trials, sum(reached) OVER pattern AS reached,
         min(CASE WHEN reached > 0
                   AND 2.0 * (at_risk - reached) * exp(censoring) <= trials * (1 + (factors > 0) * (factors + 16) * 1e-15)
                  THEN t END) OVER pattern AS median_iterations,
         min(CASE WHEN reached > 0 THEN t END) OVER pattern AS best_iterations,
         min(best_loss) OVER pattern AS best_loss,
         sum(train_seconds) OVER pattern / trials AS mean_train_seconds,
         row_number() OVER pattern AS line
  FROM survival
  WINDOW pattern AS (PARTITION BY sweep_id, pattern)
)
SELECT sweep_id, pattern, trials, reached, 1.0 * reached / trials AS reached_share, median_iterations, best_iterations, best_loss,
       mean_train_seconds
FROM medians
WHERE line = 1;
COMMIT;
