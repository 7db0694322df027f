using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>
/// Brings runs of one group together, and within it runs of one setting. Iterations are no part of a setting unless they are the
/// group: the longest run of each replicate counts, and replicates may have been cut at different lengths.
/// </summary>
internal sealed class SettingOrder(ParameterName by) : IComparer<TrialOutcome>
{
    private readonly ParameterName[] _names =
        [by, .. ParameterValues.All.Where(name => name != by && name != ParameterName.Iterations)];

    public int Compare(TrialOutcome x, TrialOutcome y)
    {
        foreach (var name in _names)
        {
            var order = ParameterValues.Compare(x.Point, y.Point, name);
            if (order != 0)
                return order;
        }
        return x.Replicate.CompareTo(y.Replicate);
    }

    public bool IsSameGroup(TrialPoint one, TrialPoint other) => ParameterValues.Compare(one, other, by) == 0;

    public bool IsSameSetting(TrialPoint one, TrialPoint other) =>
        Array.TrueForAll(_names, name => ParameterValues.Compare(one, other, name) == 0);
}
