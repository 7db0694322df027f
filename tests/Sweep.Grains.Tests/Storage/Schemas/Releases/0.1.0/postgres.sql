SELECT pg_catalog.set_config('search_path', '', false);
CREATE FUNCTION public.keep_runs() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  INSERT INTO runs (
    sweep_id, pattern, learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at, best_loss,
    train_seconds)
  SELECT DISTINCT ON (sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate)
         sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, number, iterations, trained_iterations, reached_at,
         best_loss, train_seconds
  FROM written
  WHERE state IN ('completed', 'pruned')
  ORDER BY sweep_id, pattern COLLATE "C", learning_rate, samples, hidden, replicate, trained_iterations DESC, iterations DESC, number
  ON CONFLICT ON CONSTRAINT pk_runs DO UPDATE SET
    number = excluded.number, iterations = excluded.iterations, trained_iterations = excluded.trained_iterations,
    reached_at = excluded.reached_at, best_loss = excluded.best_loss, train_seconds = excluded.train_seconds
  WHERE (excluded.trained_iterations, excluded.iterations, -excluded.number)
      > (runs.trained_iterations, runs.iterations, -runs.number);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION public.keep_runs() IS 'Keeps runs after rows of trials were written.';
CREATE TABLE public.attempts (
    sweep_id uuid NOT NULL,
    number bigint NOT NULL,
    attempt integer NOT NULL,
    lease_id uuid NOT NULL,
    silo text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    alone boolean DEFAULT false NOT NULL,
    cause text DEFAULT 'silo_lost'::text NOT NULL,
    progressed boolean DEFAULT false NOT NULL,
    trace_parent text
);
COMMENT ON TABLE public.attempts IS 'Tries at trials that ended without a result.';
COMMENT ON COLUMN public.attempts.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.attempts.number IS 'The trial''s number in it.';
COMMENT ON COLUMN public.attempts.attempt IS '1-based among the lost attempts of this trial.';
COMMENT ON COLUMN public.attempts.lease_id IS 'The lease under which it ran.';
COMMENT ON COLUMN public.attempts.silo IS 'The silo that held the lease.';
COMMENT ON COLUMN public.attempts.started_at IS 'When the lease was granted.';
COMMENT ON COLUMN public.attempts.ended_at IS 'When the loss was noticed.';
COMMENT ON COLUMN public.attempts.reason IS 'Why there is no result.';
COMMENT ON COLUMN public.attempts.alone IS 'Whether the trial had the silo to itself until it made a checkpoint.';
COMMENT ON COLUMN public.attempts.cause IS 'silo_lost, silo_hung or trial_lost; a trial is given up after three of the first while it ran alone, or ten of the others in a row.';
COMMENT ON COLUMN public.attempts.progressed IS 'Whether it made a checkpoint.';
COMMENT ON COLUMN public.attempts.trace_parent IS 'Its span, to which that of the attempt after it leads back (traceparent of W3C); null where none was made.';
CREATE TABLE public.checkpoint_curves (
    sweep_id uuid NOT NULL,
    number bigint NOT NULL,
    start integer NOT NULL,
    points bytea NOT NULL
);
COMMENT ON TABLE public.checkpoint_curves IS 'Curves so far of the trials in checkpoints, as segments that are appended and never changed.';
COMMENT ON COLUMN public.checkpoint_curves.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.checkpoint_curves.number IS 'The trial''s number in it.';
COMMENT ON COLUMN public.checkpoint_curves.start IS '0-based place of the first point in the curve.';
COMMENT ON COLUMN public.checkpoint_curves.points IS 'Losses and correct samples in Sweep''s own form, with a checksum.';
CREATE TABLE public.checkpoints (
    sweep_id uuid NOT NULL,
    number bigint NOT NULL,
    lease_id uuid NOT NULL,
    attempt integer NOT NULL,
    iteration integer NOT NULL,
    points integer NOT NULL,
    train_seconds double precision NOT NULL,
    state bytea NOT NULL,
    saved_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE public.checkpoints IS 'How far long trials are that have no result yet; a row goes with the commit of its trial.';
COMMENT ON COLUMN public.checkpoints.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.checkpoints.number IS 'The trial''s number in it.';
COMMENT ON COLUMN public.checkpoints.lease_id IS 'The lease under which it was last written.';
COMMENT ON COLUMN public.checkpoints.attempt IS '1-based attempt that wrote it.';
COMMENT ON COLUMN public.checkpoints.iteration IS 'Iterations done.';
COMMENT ON COLUMN public.checkpoints.points IS 'Recorded points in checkpoint_curves.';
COMMENT ON COLUMN public.checkpoints.train_seconds IS 'Thread CPU seconds in training until then, of all attempts that it builds on.';
COMMENT ON COLUMN public.checkpoints.state IS 'Weights and sums in Sweep''s own form, with version, numerics, plan and checksum.';
COMMENT ON COLUMN public.checkpoints.saved_at IS 'When it was written.';
CREATE TABLE public.leases (
    id uuid NOT NULL,
    sweep_id uuid NOT NULL,
    silo text NOT NULL,
    numbers jsonb NOT NULL,
    epoch bigint NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    alone boolean DEFAULT false NOT NULL,
    trace_parent text
);
COMMENT ON TABLE public.leases IS 'Batches of trials granted to silos; a row goes with the commit of its last trial.';
COMMENT ON COLUMN public.leases.id IS 'The lease''s id, a version 7 UUID.';
COMMENT ON COLUMN public.leases.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.leases.silo IS 'The silo that holds it.';
COMMENT ON COLUMN public.leases.numbers IS 'Runs of trial numbers, [[start, end], ...], ends excluded, in the order in which they run.';
COMMENT ON COLUMN public.leases.epoch IS 'Epoch of the owner that granted it.';
COMMENT ON COLUMN public.leases.granted_at IS 'When it was granted.';
COMMENT ON COLUMN public.leases.expires_at IS 'When it ends unless its silo, which renews it while it works, is heard of.';
COMMENT ON COLUMN public.leases.alone IS 'Whether its one trial has the silo to itself until it has made a checkpoint.';
COMMENT ON COLUMN public.leases.trace_parent IS 'The span in which it was granted (traceparent of W3C); null where none was made.';
CREATE TABLE public.loss_curves (
    sweep_id uuid NOT NULL,
    number bigint NOT NULL,
    every integer NOT NULL,
    last_iteration integer NOT NULL,
    loss real[] NOT NULL,
    accuracy real[] NOT NULL
);
ALTER TABLE ONLY public.loss_curves ALTER COLUMN sweep_id SET STATISTICS 20;
ALTER TABLE ONLY public.loss_curves ALTER COLUMN number SET STATISTICS 20;
ALTER TABLE ONLY public.loss_curves ALTER COLUMN every SET STATISTICS 20;
ALTER TABLE ONLY public.loss_curves ALTER COLUMN last_iteration SET STATISTICS 20;
ALTER TABLE ONLY public.loss_curves ALTER COLUMN loss SET STATISTICS 0;
ALTER TABLE ONLY public.loss_curves ALTER COLUMN loss SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.loss_curves ALTER COLUMN accuracy SET STATISTICS 0;
ALTER TABLE ONLY public.loss_curves ALTER COLUMN accuracy SET COMPRESSION lz4;
COMMENT ON TABLE public.loss_curves IS 'Loss curves: one row a trial with all its recorded points; the view loss_points has one row a point.';
COMMENT ON COLUMN public.loss_curves.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.loss_curves.number IS 'The trial''s number in it.';
COMMENT ON COLUMN public.loss_curves.every IS 'Iterations between recorded points: element k (0-based) is iteration every * k.';
COMMENT ON COLUMN public.loss_curves.last_iteration IS 'Iteration of the last element.';
COMMENT ON COLUMN public.loss_curves.loss IS 'Mean log loss of each recorded iteration, before its update.';
COMMENT ON COLUMN public.loss_curves.accuracy IS 'Accuracy of each recorded iteration, 0 to 1.';
CREATE VIEW public.loss_points AS
 SELECT c.sweep_id,
    c.number,
    (LEAST(((p.place - 1) * c.every), (c.last_iteration)::bigint))::integer AS iteration,
    p.loss,
    p.accuracy
   FROM (public.loss_curves c
     CROSS JOIN LATERAL UNNEST(c.loss, c.accuracy) WITH ORDINALITY p(loss, accuracy, place));
COMMENT ON VIEW public.loss_points IS 'One row a recorded point of a loss curve.';
COMMENT ON COLUMN public.loss_points.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.loss_points.number IS 'The trial''s number in it.';
COMMENT ON COLUMN public.loss_points.iteration IS '0-based iteration.';
COMMENT ON COLUMN public.loss_points.loss IS 'Mean log loss of the iteration, before its update.';
COMMENT ON COLUMN public.loss_points.accuracy IS 'Accuracy of the iteration, 0 to 1.';
CREATE TABLE public.orleans_clusters (
    cluster_id text NOT NULL,
    version integer NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE public.orleans_clusters IS 'One row a cluster of silos on this database.';
COMMENT ON COLUMN public.orleans_clusters.cluster_id IS 'The cluster''s name, sweep-silo''s Orleans:ClusterId.';
COMMENT ON COLUMN public.orleans_clusters.version IS 'Raised with every change of membership; a change that did not see the latest is refused.';
COMMENT ON COLUMN public.orleans_clusters.changed_at IS 'When membership changed last.';
CREATE TABLE public.orleans_silos (
    cluster_id text NOT NULL,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    proxy_port integer NOT NULL,
    suspect_times text,
    start_time timestamp with time zone NOT NULL,
    i_am_alive_time timestamp with time zone NOT NULL
);
COMMENT ON TABLE public.orleans_silos IS 'One row a life of a silo; rows of dead ones go after a day.';
COMMENT ON COLUMN public.orleans_silos.cluster_id IS 'The cluster that it joined.';
COMMENT ON COLUMN public.orleans_silos.address IS 'IP address that it advertises.';
COMMENT ON COLUMN public.orleans_silos.port IS 'Port for other silos.';
COMMENT ON COLUMN public.orleans_silos.generation IS 'Tells this life from others at the same address and port.';
COMMENT ON COLUMN public.orleans_silos.silo_name IS 'Machine and process, as in trials.silo and leases.silo.';
COMMENT ON COLUMN public.orleans_silos.host_name IS 'Name of its machine.';
COMMENT ON COLUMN public.orleans_silos.status IS '1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead.';
COMMENT ON COLUMN public.orleans_silos.proxy_port IS 'Port for clients; 0 for none.';
COMMENT ON COLUMN public.orleans_silos.suspect_times IS 'Which silos found it dead, and when; null where none did.';
COMMENT ON COLUMN public.orleans_silos.start_time IS 'When it started.';
COMMENT ON COLUMN public.orleans_silos.i_am_alive_time IS 'When it last said that it is alive.';
CREATE TABLE public.orleansquery (
    querykey text NOT NULL,
    querytext text NOT NULL
);
COMMENT ON TABLE public.orleansquery IS 'What Orleans'' ADO.NET provider asks of this database; the provider reads it by key at its start.';
COMMENT ON COLUMN public.orleansquery.querykey IS 'The provider''s name for the query.';
COMMENT ON COLUMN public.orleansquery.querytext IS 'The query, with the provider''s parameters.';
CREATE TABLE public.runs (
    sweep_id uuid NOT NULL,
    pattern text NOT NULL COLLATE pg_catalog."C",
    learning_rate double precision NOT NULL,
    samples integer NOT NULL,
    hidden integer NOT NULL,
    replicate bigint NOT NULL,
    number bigint NOT NULL,
    iterations integer NOT NULL,
    trained_iterations integer NOT NULL,
    reached_at integer,
    best_loss double precision,
    train_seconds double precision NOT NULL
);
ALTER TABLE ONLY public.runs ALTER COLUMN sweep_id SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN pattern SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN learning_rate SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN samples SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN hidden SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN replicate SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN number SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN iterations SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN trained_iterations SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN reached_at SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN best_loss SET STATISTICS 20;
ALTER TABLE ONLY public.runs ALTER COLUMN train_seconds SET STATISTICS 20;
COMMENT ON TABLE public.runs IS 'The longest of the trials that differ only in iterations, of those that completed or were pruned; kept by triggers on trials.';
COMMENT ON COLUMN public.runs.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.runs.pattern IS 'The pattern.';
COMMENT ON COLUMN public.runs.learning_rate IS 'The learning rate.';
COMMENT ON COLUMN public.runs.samples IS 'The number of data points.';
COMMENT ON COLUMN public.runs.hidden IS 'Units of the hidden layer.';
COMMENT ON COLUMN public.runs.replicate IS '0-based replicate of the point.';
COMMENT ON COLUMN public.runs.number IS 'The longest trial''s number.';
COMMENT ON COLUMN public.runs.iterations IS 'Iterations that were planned for it.';
COMMENT ON COLUMN public.runs.trained_iterations IS 'Iterations that it trained; fewer than planned where it was pruned.';
COMMENT ON COLUMN public.runs.reached_at IS 'First iteration whose loss is at or below the target; null if none.';
COMMENT ON COLUMN public.runs.best_loss IS 'Its smallest mean log loss.';
COMMENT ON COLUMN public.runs.train_seconds IS 'Thread CPU seconds that it trained.';
CREATE VIEW public.pattern_convergence AS
 WITH times AS (
         SELECT runs.sweep_id,
            runs.pattern,
            COALESCE(runs.reached_at, runs.trained_iterations) AS t,
            count(*) AS ended,
            count(runs.reached_at) AS reached,
            min(runs.best_loss) AS best_loss,
            sum(runs.train_seconds) AS train_seconds
           FROM public.runs
          GROUP BY runs.sweep_id, runs.pattern, COALESCE(runs.reached_at, runs.trained_iterations)
        ), risks AS (
         SELECT times.sweep_id,
            times.pattern,
            times.t,
            times.ended,
            times.reached,
            times.best_loss,
            times.train_seconds,
            (sum(times.ended) OVER pattern)::bigint AS trials,
            ((sum(times.ended) OVER pattern - COALESCE(sum(times.ended) OVER before, (0)::numeric)))::bigint AS at_risk
           FROM times
          WINDOW pattern AS (PARTITION BY times.sweep_id, times.pattern), before AS (PARTITION BY times.sweep_id, times.pattern ORDER BY times.t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), survival AS (
         SELECT risks.sweep_id,
            risks.pattern,
            risks.t,
            risks.ended,
            risks.reached,
            risks.best_loss,
            risks.train_seconds,
            risks.trials,
            risks.at_risk,
            COALESCE(sum(
                CASE
                    WHEN ((risks.ended > risks.reached) AND (risks.at_risk > risks.ended)) THEN ln((((risks.at_risk - risks.reached))::double precision / ((risks.at_risk - risks.ended))::double precision))
                    ELSE (0)::double precision
                END) OVER before, (0)::double precision) AS censoring,
            count(*) FILTER (WHERE (risks.ended > risks.reached)) OVER before AS factors
           FROM risks
          WINDOW before AS (PARTITION BY risks.sweep_id, risks.pattern ORDER BY risks.t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        )
 SELECT survival.sweep_id,
    survival.pattern,
    max(survival.trials) AS trials,
    (sum(survival.reached))::bigint AS reached,
    ((sum(survival.reached))::double precision / (max(survival.trials))::double precision) AS reached_share,
    min(survival.t) FILTER (WHERE ((survival.reached > 0) AND ((((2 * (survival.at_risk - survival.reached)))::double precision * exp(survival.censoring)) <= ((survival.trials)::double precision * ((1)::double precision +
        CASE
            WHEN (survival.factors > 0) THEN (((survival.factors + 16))::double precision * (0.000000000000001)::double precision)
            ELSE (0)::double precision
        END))))) AS median_iterations,
    min(survival.t) FILTER (WHERE (survival.reached > 0)) AS best_iterations,
    min(survival.best_loss) AS best_loss,
    (sum(survival.train_seconds) / (max(survival.trials))::double precision) AS mean_train_seconds
   FROM survival
  GROUP BY survival.sweep_id, survival.pattern;
COMMENT ON VIEW public.pattern_convergence IS 'How each pattern of a sweep did, over runs: trials that differ only in iterations are one run, of which the longest counts.';
COMMENT ON COLUMN public.pattern_convergence.sweep_id IS 'The sweep.';
COMMENT ON COLUMN public.pattern_convergence.pattern IS 'The pattern.';
COMMENT ON COLUMN public.pattern_convergence.trials IS 'Runs, replicates included.';
COMMENT ON COLUMN public.pattern_convergence.reached IS 'Runs that reached the target.';
COMMENT ON COLUMN public.pattern_convergence.reached_share IS 'Share of runs that reached the target, 0 to 1.';
COMMENT ON COLUMN public.pattern_convergence.median_iterations IS 'Kaplan-Meier median of iterations to the target, runs that never reached it being censored; null where the estimated share of runs that are not there yet stays above one half.';
COMMENT ON COLUMN public.pattern_convergence.best_iterations IS 'Fewest iterations to the target; null if no run reached it.';
COMMENT ON COLUMN public.pattern_convergence.best_loss IS 'Least mean log loss of any run.';
COMMENT ON COLUMN public.pattern_convergence.mean_train_seconds IS 'Mean thread CPU seconds of a run.';
CREATE TABLE public.sweep_migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);
COMMENT ON TABLE public.sweep_migrations IS 'Migrations of the schema that this database has.';
COMMENT ON COLUMN public.sweep_migrations."MigrationId" IS 'The migration, its time of writing first.';
COMMENT ON COLUMN public.sweep_migrations."ProductVersion" IS 'Version of EF Core that applied it.';
CREATE TABLE public.sweeps (
    id uuid NOT NULL,
    name text NOT NULL,
    spec_text text NOT NULL,
    spec jsonb NOT NULL,
    spec_hash text NOT NULL,
    submit_key text,
    state text NOT NULL,
    error text,
    numerics integer NOT NULL,
    planned_trials bigint NOT NULL,
    frontier bigint NOT NULL,
    owner text,
    owner_until timestamp with time zone,
    epoch bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    trace_parent text,
    CONSTRAINT ck_sweeps_state CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])))
);
COMMENT ON TABLE public.sweeps IS 'Named searches: one row a sweep, from its spec to how it ended.';
COMMENT ON COLUMN public.sweeps.id IS 'The sweep''s id, a version 7 UUID, so that ids ascend with time.';
COMMENT ON COLUMN public.sweeps.name IS 'Name from the spec; need not be unique.';
COMMENT ON COLUMN public.sweeps.spec_text IS 'The spec as it was sent, YAML or JSON.';
COMMENT ON COLUMN public.sweeps.spec IS 'The canonical spec: defaults filled in, ranges expanded, parameters as an array whose order is that of enumeration.';
COMMENT ON COLUMN public.sweeps.spec_hash IS 'SHA-256 of the canonical spec as it was submitted, lower-case hexadecimal.';
COMMENT ON COLUMN public.sweeps.submit_key IS 'Makes submitting idempotent: one sweep a key; null where none was given.';
COMMENT ON COLUMN public.sweeps.state IS 'running, paused, completed, failed or cancelled.';
COMMENT ON COLUMN public.sweeps.error IS 'Why the sweep failed; null otherwise.';
COMMENT ON COLUMN public.sweeps.numerics IS 'Version of the arithmetic; it changes when any result''s bits change.';
COMMENT ON COLUMN public.sweeps.planned_trials IS 'Trials of the whole search space, replicates included.';
COMMENT ON COLUMN public.sweeps.frontier IS 'Every trial number below it is finished; moves up now and then.';
COMMENT ON COLUMN public.sweeps.owner IS 'The process that grants the sweep''s trials; null where none does.';
COMMENT ON COLUMN public.sweeps.owner_until IS 'When that ownership ends unless it is renewed.';
COMMENT ON COLUMN public.sweeps.epoch IS 'Raised whenever ownership starts anew; fences the owners before.';
COMMENT ON COLUMN public.sweeps.created_at IS 'When the sweep was accepted.';
COMMENT ON COLUMN public.sweeps.finished_at IS 'When it was completed, failed or was cancelled; null before.';
COMMENT ON COLUMN public.sweeps.trace_parent IS 'The span of its submission, to which its trials'' traces lead back (traceparent of W3C); null where none was made.';
CREATE TABLE public.trials (
    sweep_id uuid NOT NULL,
    number bigint NOT NULL,
    parameters jsonb NOT NULL,
    pattern text,
    learning_rate double precision,
    iterations integer,
    samples integer,
    hidden integer,
    replicate bigint NOT NULL,
    data_seed bigint NOT NULL,
    init_seed bigint NOT NULL,
    content_key text NOT NULL,
    state text NOT NULL,
    attempt integer NOT NULL,
    silo text NOT NULL,
    slot integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    train_seconds double precision NOT NULL,
    trained_iterations integer NOT NULL,
    final_loss double precision,
    final_accuracy double precision,
    best_loss double precision,
    reached_at integer,
    converged_at integer,
    error text,
    trace_id text,
    CONSTRAINT ck_trials_state CHECK ((state = ANY (ARRAY['completed'::text, 'pruned'::text, 'failed'::text])))
);
ALTER TABLE ONLY public.trials ALTER COLUMN sweep_id SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN number SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN parameters SET STATISTICS 0;
ALTER TABLE ONLY public.trials ALTER COLUMN pattern SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN learning_rate SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN iterations SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN samples SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN hidden SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN replicate SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN data_seed SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN init_seed SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN content_key SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN state SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN attempt SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN silo SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN slot SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN started_at SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN finished_at SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN train_seconds SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN trained_iterations SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN final_loss SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN final_accuracy SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN best_loss SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN reached_at SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN converged_at SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN error SET STATISTICS 20;
ALTER TABLE ONLY public.trials ALTER COLUMN trace_id SET STATISTICS 20;
COMMENT ON TABLE public.trials IS 'Finished trials: one row a training run that completed, was pruned or failed.';
COMMENT ON COLUMN public.trials.sweep_id IS 'The sweep that it belongs to.';
COMMENT ON COLUMN public.trials.number IS '0-based place in the sweep''s enumeration.';
COMMENT ON COLUMN public.trials.parameters IS 'The point as a JSON object, the truth; the columns pattern to hidden are its projections.';
COMMENT ON COLUMN public.trials.pattern IS 'Pattern that was learnt; null where the parameters have none.';
COMMENT ON COLUMN public.trials.learning_rate IS 'Step size of gradient descent on the summed log loss.';
COMMENT ON COLUMN public.trials.iterations IS 'Iterations planned.';
COMMENT ON COLUMN public.trials.samples IS 'Data points.';
COMMENT ON COLUMN public.trials.hidden IS 'Hidden units.';
COMMENT ON COLUMN public.trials.replicate IS '0-based replicate of the point; it was added to both seeds.';
COMMENT ON COLUMN public.trials.data_seed IS 'Seed of the data (NumPy''s RandomState).';
COMMENT ON COLUMN public.trials.init_seed IS 'Seed of the first weights (NumPy''s RandomState).';
COMMENT ON COLUMN public.trials.content_key IS 'Hash of point, seeds and numerics: equal keys have equal bits.';
COMMENT ON COLUMN public.trials.state IS 'completed, pruned or failed.';
COMMENT ON COLUMN public.trials.attempt IS '1-based attempt that gave this row.';
COMMENT ON COLUMN public.trials.silo IS 'Where it ran: machine and process.';
COMMENT ON COLUMN public.trials.slot IS '0-based compute slot of that silo.';
COMMENT ON COLUMN public.trials.started_at IS 'When training began.';
COMMENT ON COLUMN public.trials.finished_at IS 'When training ended.';
COMMENT ON COLUMN public.trials.train_seconds IS 'Thread CPU seconds in training.';
COMMENT ON COLUMN public.trials.trained_iterations IS 'Iterations done; 0 for a failed trial.';
COMMENT ON COLUMN public.trials.final_loss IS 'Mean log loss of the last iteration, before its update; null for a failed trial.';
COMMENT ON COLUMN public.trials.final_accuracy IS 'Accuracy of the last iteration, 0 to 1; null for a failed trial.';
COMMENT ON COLUMN public.trials.best_loss IS 'Least mean log loss of any iteration; null for a failed trial.';
COMMENT ON COLUMN public.trials.reached_at IS 'First iteration whose loss is at or below the sweep''s target; null if none.';
COMMENT ON COLUMN public.trials.converged_at IS 'First iteration from which the loss stays at or below the target to the end; null if none.';
COMMENT ON COLUMN public.trials.error IS 'Why the trial failed; null otherwise.';
COMMENT ON COLUMN public.trials.trace_id IS 'Trace of the attempt, 32 hexadecimal digits; null where none was kept.';
INSERT INTO public.attempts VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 2, 1, '01a21419-4d6b-7ca7-ab64-910a9add92f4', 'vm/16638/06f8d9f8-1624992/127.0.0.1:35637@154638323', '2026-11-25 19:05:32.267635+00', '2026-11-25 19:06:03.95262+00', 'process 16638 on vm died', false, 'silo_lost', true, NULL);
INSERT INTO public.checkpoint_curves VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 2, 0, '\x000000005dacf28ed39ce83fda11c08c29a2523f875c2f5a53d5403f507f5292dc60353fa6d3880e8c182f3f0683162fb555283f89982a7749f0233f67efcf34e6db203f65d85eddbf2b1d3fd5978a3744ae193f0b0000001400000014000000140000001400000014000000140000001400000014000000140000004607bf4084343694');
INSERT INTO public.checkpoints VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 2, '01a21419-4d6b-7ca7-ab64-910a9add92f4', 1, 1000000, 10, 5.256991863, '\x53574353010000000200000006636972636c657b14ae47e17a843f80841e00140000000400000000000000d90400009a9999999999c93fa086010040420f007ed380c786eb163f140000007ed380c786eb163f8d0700008d0700004bf3257d079b2b4066d4dd5394752bc0683c91b1e3a51dc08eb86deb1c942dc03a3094182a320740b8c45565772a2ec0c1e67e217f7d0e40ee1fe9284defd53ff690418b9dea23c040d69826006e21403805db0efd94f6bf45e6e96ad97a22c0a24e0b3f359c33c03d3539e01e5f3840bd81c7bf28b22bc0e227a6baa72437c058b6f1b0c00baa97', '2026-11-25 19:05:49.956112+00');
INSERT INTO public.leases VALUES ('01a21419-cf01-73a0-815d-420b3d0c17c2', '01a21419-283f-7ea0-88e1-b2933df900eb', 'vm/17193/06f8d9f8-1628050/127.0.0.1:38261@154638354', '[[2, 3]]', 2, '2026-11-25 19:06:05.441238+00', '2026-11-25 19:07:05.441238+00', false, NULL);
INSERT INTO public.loss_curves VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 0, 100000, 29, '{0.7691438,0.685783}', '{0.55,0.55}');
INSERT INTO public.loss_curves VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 1, 100000, 299, '{0.7691438,0.66851026}', '{0.55,0.45}');
INSERT INTO public.loss_curves VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 2, 100000, 1999999, '{0.7691438,0.0011372953,0.00051371165,0.00032620798,0.00023724278,0.00018565975,0.00015211961,0.00012862383,0.00011127814,9.7964206e-05,8.743286e-05,7.8900775e-05,7.185228e-05,6.593433e-05,6.08972e-05,5.65594e-05,5.2785872e-05,4.94741e-05,4.6544883e-05,4.3936074e-05,4.1598258e-05}', '{0.55,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}');
INSERT INTO public.loss_curves VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 0, 100000, 29, '{0.7691438,0.685783}', '{0.55,0.55}');
INSERT INTO public.loss_curves VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 1, 100000, 299, '{0.7691438,0.66851026}', '{0.55,0.45}');
INSERT INTO public.orleansquery VALUES ('InsertMembershipVersionKey', 'WITH added AS (
  INSERT INTO orleans_clusters (cluster_id, version) VALUES (@DeploymentId, 0) ON CONFLICT (cluster_id) DO NOTHING RETURNING 1
)
SELECT EXISTS (SELECT FROM added)');
INSERT INTO public.orleansquery VALUES ('InsertMembershipKey', 'WITH raised AS (
  UPDATE orleans_clusters c SET version = c.version + 1, changed_at = now()
  WHERE c.cluster_id = @DeploymentId AND c.version = @Version AND NOT EXISTS (SELECT FROM orleans_silos s WHERE s.cluster_id = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
  RETURNING c.cluster_id
), added AS (
  INSERT INTO orleans_silos (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
  SELECT raised.cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
  RETURNING 1
)
SELECT EXISTS (SELECT FROM added)');
INSERT INTO public.orleansquery VALUES ('UpdateMembershipKey', 'WITH raised AS (
  UPDATE orleans_clusters c SET version = c.version + 1, changed_at = now()
  WHERE c.cluster_id = @DeploymentId AND c.version = @Version AND EXISTS (SELECT FROM orleans_silos s WHERE s.cluster_id = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
  RETURNING c.cluster_id
), changed AS (
  UPDATE orleans_silos s SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
  FROM raised
  WHERE s.cluster_id = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
  RETURNING 1
)
SELECT EXISTS (SELECT FROM changed)');
INSERT INTO public.orleansquery VALUES ('UpdateIAmAlivetimeKey', 'UPDATE orleans_silos s SET i_am_alive_time = @IAmAliveTime WHERE s.cluster_id = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation');
INSERT INTO public.orleansquery VALUES ('MembershipReadAllKey', 'SELECT s.address AS address, s.port AS port, s.generation AS generation, s.silo_name AS siloname, s.host_name AS hostname, s.status AS status,
       s.proxy_port AS proxyport, s.suspect_times AS suspecttimes, s.start_time AS starttime, s.i_am_alive_time AS iamalivetime, c.version AS version
FROM orleans_clusters c LEFT JOIN orleans_silos s ON s.cluster_id = c.cluster_id
WHERE c.cluster_id = @DeploymentId');
INSERT INTO public.orleansquery VALUES ('MembershipReadRowKey', 'SELECT s.address AS address, s.port AS port, s.generation AS generation, s.silo_name AS siloname, s.host_name AS hostname, s.status AS status,
       s.proxy_port AS proxyport, s.suspect_times AS suspecttimes, s.start_time AS starttime, s.i_am_alive_time AS iamalivetime, c.version AS version
FROM orleans_clusters c LEFT JOIN orleans_silos s ON s.cluster_id = c.cluster_id AND s.cluster_id = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
WHERE c.cluster_id = @DeploymentId');
INSERT INTO public.orleansquery VALUES ('GatewaysQueryKey', 'SELECT s.address AS address, s.proxy_port AS proxyport, s.generation AS generation
FROM orleans_silos s
WHERE s.cluster_id = @DeploymentId AND s.status = @Status AND s.proxy_port > 0');
INSERT INTO public.orleansquery VALUES ('DeleteMembershipTableEntriesKey', 'DELETE FROM orleans_clusters WHERE cluster_id = @DeploymentId');
INSERT INTO public.orleansquery VALUES ('CleanupDefunctSiloEntriesKey', 'DELETE FROM orleans_silos WHERE cluster_id = @DeploymentId AND status = 6 AND start_time < @IAmAliveTime AND i_am_alive_time < @IAmAliveTime');
INSERT INTO public.orleansquery VALUES ('CleanupDefunctSiloEntryKey', 'DELETE FROM orleans_silos s
WHERE s.cluster_id = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation AND s.status = 6 AND s.start_time = @StartTime AND s.i_am_alive_time = @IAmAliveTime
  AND s.suspect_times IS NOT DISTINCT FROM CAST(@SuspectTimes AS text)');
INSERT INTO public.runs VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 'circle', 0.01, 20, 4, 0, 2, 2000000, 2000000, 1933, 4.159825880710188e-05, 10.860933891);
INSERT INTO public.runs VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 'circle', 0.01, 20, 4, 0, 1, 300, 300, NULL, 0.6685102761571484, 0.001406488);
INSERT INTO public.sweep_migrations VALUES ('20261125180000_V0_1_0_Initial', '10.0.15');
INSERT INTO public.sweeps VALUES ('01a21419-0ba8-7c9d-bb43-7e51d82e148a', 'cancelled', '{ name: cancelled, parameters: { pattern: [circle, diamond], iterations: [30], samples: [20] }, record: { every: 10 } }
', '{"name": "cancelled", "record": {"every": 10}, "target": {"loss": 0.2}, "weight": 1, "sampler": "grid", "version": 1, "data_seed": 0, "init_seed": 1241, "parameters": [{"name": "pattern", "values": ["circle", "diamond"]}, {"name": "iterations", "values": [30]}, {"name": "samples", "values": [20]}, {"name": "learning_rate", "values": [0.001]}, {"name": "hidden", "values": [4]}], "replicates": 1, "max_concurrent": null}', '15da4a11faaaa1af9818cad3055074f1a3386f9fd8baafbb38becb10addbebfa', NULL, 'cancelled', NULL, 2, 2, 0, NULL, NULL, 0, '2026-11-25 19:05:15.852533+00', '2026-11-25 19:05:20.412381+00', NULL);
INSERT INTO public.sweeps VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 'release', 'name: release
parameters:
  pattern: [circle]
  learning_rate: [0.01]
  iterations: [30, 300, 2000000]
  samples: [20]
record: { every: 100000 }
', '{"name": "release", "record": {"every": 100000}, "target": {"loss": 0.2}, "weight": 1, "sampler": "grid", "version": 1, "data_seed": 0, "init_seed": 1241, "parameters": [{"name": "pattern", "values": ["circle"]}, {"name": "learning_rate", "values": [0.01]}, {"name": "iterations", "values": [30, 300, 2000000]}, {"name": "samples", "values": [20]}, {"name": "hidden", "values": [4]}], "replicates": 1, "max_concurrent": null}', '43abaa8659dbf5fa042b4da65b5d510ee96ff8f46339a06763030ae891c2c351', NULL, 'completed', NULL, 2, 3, 3, NULL, NULL, 1, '2026-11-25 19:04:22.76804+00', '2026-11-25 19:05:04.09281+00', NULL);
INSERT INTO public.sweeps VALUES ('01a21418-ea21-787b-989e-3aa2bf1cdfd4', 'paused', '{ name: paused, parameters: { pattern: [circle, diamond], iterations: [30], samples: [20] }, record: { every: 10 } }
', '{"name": "paused", "record": {"every": 10}, "target": {"loss": 0.2}, "weight": 1, "sampler": "grid", "version": 1, "data_seed": 0, "init_seed": 1241, "parameters": [{"name": "pattern", "values": ["circle", "diamond"]}, {"name": "iterations", "values": [30]}, {"name": "samples", "values": [20]}, {"name": "learning_rate", "values": [0.001]}, {"name": "hidden", "values": [4]}], "replicates": 1, "max_concurrent": null}', 'bd4f6ab87feaf637bad594e5d7dc62be45935f0085effeb685407e6ec46c3b9c', NULL, 'paused', NULL, 2, 2, 0, NULL, NULL, 0, '2026-11-25 19:05:07.063871+00', NULL, NULL);
INSERT INTO public.sweeps VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 'release', 'name: release
parameters:
  pattern: [circle]
  learning_rate: [0.01]
  iterations: [30, 300, 2000000]
  samples: [20]
record: { every: 100000 }
', '{"name": "release", "record": {"every": 100000}, "target": {"loss": 0.2}, "weight": 1, "sampler": "grid", "version": 1, "data_seed": 0, "init_seed": 1241, "parameters": [{"name": "pattern", "values": ["circle"]}, {"name": "learning_rate", "values": [0.01]}, {"name": "iterations", "values": [30, 300, 2000000]}, {"name": "samples", "values": [20]}, {"name": "hidden", "values": [4]}], "replicates": 1, "max_concurrent": null}', '43abaa8659dbf5fa042b4da65b5d510ee96ff8f46339a06763030ae891c2c351', NULL, 'running', NULL, 2, 3, 2, 'vm/17193/06f8d9f8-1628050/127.0.0.1:38261@154638354', '2026-11-25 19:06:18.600978+00', 2, '2026-11-25 19:05:31.096654+00', NULL, NULL);
INSERT INTO public.trials VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 0, '{"hidden": 4, "pattern": "circle", "samples": 20, "iterations": 30, "learning_rate": 0.01}', 'circle', 0.01, 30, 20, 4, 0, 0, 1241, '74b26f15fbcd5895d35e5645d12ab21fce7963665b6a8c5980da3ebf4953bef0', 'completed', 1, 'vm/15283', 0, '2026-11-25 19:04:23.560885+00', '2026-11-25 19:04:23.561053+00', 0.0001666479999999984, 30, 0.6857830153580637, 0.55, 0.6857830153580637, NULL, NULL, NULL, NULL);
INSERT INTO public.trials VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 1, '{"hidden": 4, "pattern": "circle", "samples": 20, "iterations": 300, "learning_rate": 0.01}', 'circle', 0.01, 300, 20, 4, 0, 0, 1241, '7b6c65b7a077065418e006be84cd244455750ce899cb5b5366c553c8245cd5a1', 'completed', 1, 'vm/15283', 0, '2026-11-25 19:04:23.557086+00', '2026-11-25 19:04:23.559133+00', 0.0017197239999999989, 300, 0.6685102761571484, 0.45, 0.6685102761571484, NULL, NULL, NULL, NULL);
INSERT INTO public.trials VALUES ('01a21418-1d47-76c3-a3db-779538f61538', 2, '{"hidden": 4, "pattern": "circle", "samples": 20, "iterations": 2000000, "learning_rate": 0.01}', 'circle', 0.01, 2000000, 20, 4, 0, 0, 1241, '4c3edbdea24eed73cbad73aed22cfa5de52758dfa98a096b22ce01d3493ca46f', 'completed', 1, 'vm/15283', 1, '2026-11-25 19:04:23.559143+00', '2026-11-25 19:05:04.061143+00', 10.860933891, 2000000, 4.159825880710188e-05, 1, 4.159825880710188e-05, 1933, 1933, NULL, NULL);
INSERT INTO public.trials VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 0, '{"hidden": 4, "pattern": "circle", "samples": 20, "iterations": 30, "learning_rate": 0.01}', 'circle', 0.01, 30, 20, 4, 0, 0, 1241, '74b26f15fbcd5895d35e5645d12ab21fce7963665b6a8c5980da3ebf4953bef0', 'completed', 1, 'vm/16638', 1, '2026-11-25 19:05:32.473532+00', '2026-11-25 19:05:32.473702+00', 0.00017038299999999986, 30, 0.6857830153580637, 0.55, 0.6857830153580637, NULL, NULL, NULL, NULL);
INSERT INTO public.trials VALUES ('01a21419-283f-7ea0-88e1-b2933df900eb', 1, '{"hidden": 4, "pattern": "circle", "samples": 20, "iterations": 300, "learning_rate": 0.01}', 'circle', 0.01, 300, 20, 4, 0, 0, 1241, '7b6c65b7a077065418e006be84cd244455750ce899cb5b5366c553c8245cd5a1', 'completed', 1, 'vm/16638', 1, '2026-11-25 19:05:32.471948+00', '2026-11-25 19:05:32.473383+00', 0.001406488, 300, 0.6685102761571484, 0.45, 0.6685102761571484, NULL, NULL, NULL, NULL);
ALTER TABLE ONLY public.sweep_migrations
    ADD CONSTRAINT "PK_sweep_migrations" PRIMARY KEY ("MigrationId");
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT pk_attempts PRIMARY KEY (sweep_id, number, attempt);
ALTER TABLE ONLY public.checkpoint_curves
    ADD CONSTRAINT pk_checkpoint_curves PRIMARY KEY (sweep_id, number, start);
ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT pk_checkpoints PRIMARY KEY (sweep_id, number);
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT pk_leases PRIMARY KEY (id);
ALTER TABLE ONLY public.loss_curves
    ADD CONSTRAINT pk_loss_curves PRIMARY KEY (sweep_id, number);
ALTER TABLE ONLY public.orleans_clusters
    ADD CONSTRAINT pk_orleans_clusters PRIMARY KEY (cluster_id);
ALTER TABLE ONLY public.orleans_silos
    ADD CONSTRAINT pk_orleans_silos PRIMARY KEY (cluster_id, address, port, generation);
ALTER TABLE ONLY public.orleansquery
    ADD CONSTRAINT pk_orleansquery PRIMARY KEY (querykey);
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT pk_runs PRIMARY KEY (sweep_id, pattern, learning_rate, samples, hidden, replicate);
ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT pk_sweeps PRIMARY KEY (id);
ALTER TABLE ONLY public.trials
    ADD CONSTRAINT pk_trials PRIMARY KEY (sweep_id, number);
CREATE INDEX ix_leases_sweep_id ON public.leases USING btree (sweep_id);
CREATE INDEX ix_sweeps_created_at_id ON public.sweeps USING btree (created_at, id);
CREATE INDEX ix_sweeps_spec_hash ON public.sweeps USING btree (spec_hash);
CREATE UNIQUE INDEX ix_sweeps_submit_key ON public.sweeps USING btree (submit_key);
CREATE INDEX ix_trials_failed ON public.trials USING btree (sweep_id, number) WHERE (state = 'failed'::text);
CREATE TRIGGER runs_after_insert AFTER INSERT ON public.trials REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.keep_runs();
CREATE TRIGGER runs_after_update AFTER UPDATE ON public.trials REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.keep_runs();
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT fk_attempts_sweeps_sweep_id FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.checkpoint_curves
    ADD CONSTRAINT fk_checkpoint_curves_checkpoints_sweep_id_number FOREIGN KEY (sweep_id, number) REFERENCES public.checkpoints(sweep_id, number) ON DELETE CASCADE;
ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT fk_checkpoints_sweeps_sweep_id FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT fk_leases_sweeps_sweep_id FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.loss_curves
    ADD CONSTRAINT fk_loss_curves_trials_sweep_id_number FOREIGN KEY (sweep_id, number) REFERENCES public.trials(sweep_id, number) ON DELETE CASCADE;
ALTER TABLE ONLY public.orleans_silos
    ADD CONSTRAINT fk_orleans_silos_cluster FOREIGN KEY (cluster_id) REFERENCES public.orleans_clusters(cluster_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT fk_runs_sweeps_sweep_id FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.trials
    ADD CONSTRAINT fk_trials_sweeps_sweep_id FOREIGN KEY (sweep_id) REFERENCES public.sweeps(id) ON DELETE CASCADE;
