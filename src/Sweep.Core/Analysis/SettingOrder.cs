using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>
/// Brings settings of one group together. Iterations are no part of a setting unless they are the group: the longest run of each
/// replicate counts, and replicates may have been cut at different lengths.
/// </summary>
internal sealed class SettingOrder(ParameterName by) : IComparer<SettingRuns>
{
    private readonly ParameterName[] _names =
        [by, .. ParameterValues.All.Where(name => name != by && name != ParameterName.Iterations)];

    public int Compare(SettingRuns? x, SettingRuns? y)
    {
        foreach (var name in _names)
        {
            var order = ParameterValues.Compare(x!.Point, y!.Point, name);
            if (order != 0)
                return order;
        }

        return 0;
    }

    public bool IsSameGroup(TrialPoint one, TrialPoint other) => ParameterValues.Compare(one, other, by) == 0;
}
