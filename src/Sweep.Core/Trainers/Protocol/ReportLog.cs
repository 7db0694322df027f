using System.Collections.Immutable;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>All that one run reported, and the results that its trials have of it.</summary>
public sealed class ReportLog
{
    private readonly ReportReader _reader = new();
    private readonly Dictionary<string, MetricValues> _byName = new(StringComparer.Ordinal);
    private readonly List<MetricValues> _metrics = [];
    private readonly int _resumedAt;
    private int _reports;
    private bool _goesOn;

    /// <param name="resumedAt">From which step the run goes on; 0 for its beginning.</param>
    public ReportLog(int resumedAt = 0) => _resumedAt = resumedAt;

    /// <summary>The step of the last metrics; 0 before the first.</summary>
    public int LastStep { get; private set; }

    /// <summary>True once any metric was reported.</summary>
    public bool HasMetrics => _metrics.Count > 0;

    /// <summary>The last checkpoint that was reported; null before the first.</summary>
    public ReportedCheckpoint? Checkpoint { get; private set; }

    /// <summary>Why training ended of its own accord; null where it did not say.</summary>
    public string? Stopped { get; private set; }

    /// <summary>The names seen, in order of first sight.</summary>
    public IEnumerable<string> Metrics => _metrics.Select(metric => metric.Metric);

    /// <summary>All points so far, a curve a metric, in order of first sight.</summary>
    public ImmutableArray<MetricCurve> Curves =>
    [
        .. _metrics.Select(metric => (metric.Metric, Points: metric.UpTo(LastStep)))
            .Select(metric => new MetricCurve(metric.Metric, [.. metric.Points.Steps], [.. metric.Points.Values])),
    ];

    private bool SaidDiverged => string.Equals(Stopped, "diverged", StringComparison.Ordinal);

    /// <summary>The last value of a metric; NaN before its first.</summary>
    public double LastOf(string metric) => _byName.TryGetValue(metric, out var values) ? values.Last : double.NaN;

    /// <summary>Takes up what an earlier attempt reported, if it belongs to the steps before the one from which this one goes on.</summary>
    /// <returns>False where it does not.</returns>
    public bool TakeUp(ReadOnlySpan<byte> line)
    {
        _reader.Read(line);
        if (_reader.Kind == ReportKind.Stop || _reader.Step > _resumedAt)
            return false;
        Add(_reader);
        return true;
    }

    /// <summary>Takes up all points that an earlier attempt had after a step (<see cref="Curves"/>), before any of this one.</summary>
    public void TakeUp(IEnumerable<MetricCurve> curves, int step)
    {
        ArgumentNullException.ThrowIfNull(curves);
        foreach (var curve in curves)
        {
            for (var k = 0; k < curve.Count; k++)
                ValuesOf(curve.Metric).Add(curve.Steps[k], curve.Values[k]);
            _reports = Math.Max(_reports, curve.Count);
        }

        LastStep = step;
    }

    /// <param name="line">One report of this attempt.</param>
    /// <returns>What it was; null for the report of the step from which the attempt goes on, which is known already.</returns>
    /// <exception cref="ReportException">It is none, or stands where it may not.</exception>
    public ReportKind? Add(ReadOnlySpan<byte> line)
    {
        _reader.Read(line);
        if (Stopped is not null)
            throw Misplaced(line, "stands after a stop", "report nothing after it");
        if (_reader.Kind == ReportKind.Metrics)
        {
            var step = _reader.Step!.Value;
            if (!_goesOn && step < _resumedAt)
                throw Misplaced(line, $"is of a step before {_resumedAt}, from which the trial was to go on", "read SWEEP_RESUME_STEP, or write resumable: false");
            if (!_goesOn && _resumedAt > 0 && HasMetrics && step == _resumedAt && step == LastStep)
                return null;
            if (HasMetrics && step <= LastStep)
                throw Misplaced(line, $"does not rise above step {LastStep}, reported before", "report each step once, with all its metrics, in order");
            _goesOn = true;
        }

        Add(_reader);
        return _reader.Kind;
    }

    /// <summary>Takes what a trainer of this process reports after a step.</summary>
    /// <exception cref="ReportException">It stands where it may not.</exception>
    public void Add(int step, IEnumerable<KeyValuePair<string, double>> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        if (step < 0 || (HasMetrics && step <= LastStep))
            throw new ReportException($"step {step} does not rise above step {LastStep}, reported before; report each step once, with all its metrics, in order");
        Count();
        LastStep = step;
        foreach (var (metric, value) in metrics)
            ValuesOf(metric).Add(step, value);
    }

    /// <summary>What a trial gives that ends after so many steps.</summary>
    /// <param name="step">Its end; points after it are another trial's.</param>
    /// <param name="isEnd">True for the trial at the run's end: what the run said of its end holds for it.</param>
    /// <param name="objectives">What has to be reported; targets look at the first.</param>
    /// <param name="target">Null where the spec has none.</param>
    /// <exception cref="ReportException">An objective was not reported.</exception>
    public TrialResult ResultAt(int step, bool isEnd, ImmutableArray<Objective> objectives, double? target)
    {
        var curves = ImmutableArray.CreateBuilder<MetricCurve>(_metrics.Count);
        foreach (var metric in _metrics)
        {
            var (steps, values) = metric.UpTo(step);
            if (steps.Count > 0)
                curves.Add(new(metric.Metric, [.. steps], [.. values]));
        }

        foreach (var wanted in objectives)
        {
            if (Named(curves, wanted.Metric) is null)
                throw Missing(step, wanted, objectives.Length == 1 ? "the objective" : "an objective", curves);
        }

        var objective = objectives[0];
        var curve = Named(curves, objective.Metric)!;
        var last = curve.Values[^1];
        var diverged = !double.IsFinite(last) || (SaidDiverged && (isEnd || step > LastStep));
        var (reached, converged) = diverged || target is null ? (null, null) : Crossings.Of(curve, objective, target.Value);
        return new TrialResult
        {
            TrainedIterations = Math.Min(step, LastStep),
            FinalObjective = Finite(last),
            BestObjective = Finite(curve.Values.Aggregate(objective.Worst, objective.Best)),
            ReachedAt = reached,
            ConvergedAt = converged,
            Diverged = diverged,
            Metrics = curves.ToImmutable(),
            FinalLoss = Named(curves, "loss") is { } loss ? Finite(loss.Values[^1]) : null,
            FinalAccuracy = Named(curves, "accuracy") is { } accuracy ? Finite(accuracy.Values[^1]) : null,
            BestLoss = Named(curves, "loss") is { } losses ? Finite(losses.Values.Aggregate(double.PositiveInfinity, Objective.Loss.Best)) : null,
        };
    }

    private static MetricCurve? Named(IEnumerable<MetricCurve> curves, string metric) => curves.FirstOrDefault(curve => curve.Metric == metric);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static ReportException Misplaced(ReadOnlySpan<byte> line, string rule, string remedy) => new($"the report {ReportReader.Shown(line)} {rule}; {remedy}");

    private ReportException Missing(int step, Objective objective, string role, IEnumerable<MetricCurve> seen)
    {
        if (_byName.ContainsKey(objective.Metric))
            return new($"{objective.Metric} was not reported up to step {step}, but later: report it at least once up to each trial's end");
        var names = string.Join(", ", seen.Select(curve => curve.Metric));
        return new(names.Length == 0
            ? $"nothing was reported{(HasMetrics ? $" up to step {step}" : "")}: print lines such as @sweep {{\"step\":10,\"{objective.Metric}\":0.4}}, or append them without @sweep to the file of SWEEP_REPORT_FILE"
            : $"{objective.Metric}, {role}, was not reported, but {names}: report it, or name another as objective.metric");
    }

    private void Add(ReportReader report)
    {
        switch (report.Kind)
        {
            case ReportKind.Checkpoint:
                Checkpoint = new(report.Text, report.Step!.Value);
                break;
            case ReportKind.Stop:
                Stopped = report.Text;
                break;
            default:
                Count();
                LastStep = report.Step!.Value;
                for (var k = 0; k < report.Metrics.Count; k++)
                    ValuesOf(report.Metrics[k].Metric).Add(LastStep, report.Metrics[k].Value);
                break;
        }
    }

    private void Count()
    {
        if (++_reports > ReportLimits.MostReports)
            throw new ReportException($"more than {ReportLimits.MostReports} steps were reported; report every tenth or hundredth");
    }

    private MetricValues ValuesOf(string metric)
    {
        if (_byName.TryGetValue(metric, out var values))
            return values;
        values = new MetricValues(metric);
        _byName.Add(metric, values);
        _metrics.Add(values);
        return values;
    }
}
