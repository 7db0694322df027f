using Sweep.Core.Curves;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Of a trainer of which nothing is known: its longest trial is taken to last a second until one was measured, work grows with the resource alone, and
/// a trial takes what its limit allows.
/// </summary>
internal sealed class PlainModel(SweepSpec spec) : TrialModel
{
    /// <summary>What Sweep itself keeps of a trial: its grain, reports and row.</summary>
    private const long Own = 256 * 1024;

    private const double LongestCost = 1 / WorkPacing.FirstSecondsPerCost;

    private readonly string? _resource = spec.Trainer.Resource;
    private readonly double _longest = spec.Trainer.Resource is { } resource ? spec.Find(resource)!.Greatest.Whole : 1;
    private readonly MemoryNeed _need = new(Own, spec.Trainer.Command?.Limits.Memory ?? 0);

    public override bool IsCostly(string parameter) => false;

    public override double FactorOf(string parameter, ParameterValue value) => 1;

    public override double StepsCost(int? steps) => LongestCost * (steps ?? 1) / _longest;

    public override double CostOf(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return StepsCost(_resource is null ? null : (int)point[_resource].Whole);
    }

    public override MemoryNeed NeedOf(TrialPoint point, int every, CurveEncoding encoding, bool resumes) => _need;

    public override MemoryNeed PrefixNeedOf(TrialPoint point, int every, CurveEncoding encoding) => new(Own, 0);

    public override MemoryNeed MostOf(SweepSpec spec, CurveEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var stops = spec.Trainer.SharedResource is { } shared ? Math.Max(1, spec.Find(shared)!.Count) : 1;
        return new MemoryNeed(Own * stops, _need.Native);
    }

    public override string Refusal(TrialPoint point, int every, MemoryNeed need, MemoryRoom room) => FormattableString.Invariant(
        $"may take {need.Total >> 20:N0} MiB by trainer.limits.memory, and no silo has more for trials than {room.Total >> 20:N0} MiB: ")
        + "lower the limit, or give a silo more memory, then resume --retry-failed";
}
