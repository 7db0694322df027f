using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>
/// Brings settings of one group together. The resource is no part of a setting unless it is the group: the longest run of each
/// replicate counts, and replicates may have been cut at different lengths.
/// </summary>
internal sealed class SettingOrder(string by, Ranking ranking) : IComparer<SettingRuns>
{
    private readonly string[] _names = [by, .. ranking.Names.Where(name => name != by && name != ranking.Resource)];

    public int Compare(SettingRuns? x, SettingRuns? y)
    {
        foreach (var name in _names)
        {
            var order = ranking.Compare(x!.Point, y!.Point, name);
            if (order != 0)
                return order;
        }

        return 0;
    }

    public bool IsSameGroup(TrialPoint one, TrialPoint other) => ranking.GroupOf(by, one.ValueOf(by)) == ranking.GroupOf(by, other.ValueOf(by));
}
