using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>Settings of points, of which those of replicates come one after the other and are the same object.</summary>
internal sealed class SettingMemory(Ranking ranking)
{
    private TrialPoint? _point;
    private TrialPoint? _setting;

    /// <inheritdoc cref="Ranking.SettingOf"/>
    public TrialPoint Of(TrialPoint point)
    {
        if (!ReferenceEquals(point, _point))
            (_point, _setting) = (point, ranking.SettingOf(point));
        return _setting!;
    }
}
