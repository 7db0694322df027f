using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>
/// The coarsest partition of the axes in which every point seen has either all axes of a part or none: within a part, parameters are chosen together
/// (Optuna's <c>group</c>). The order of the points makes no difference.
/// </summary>
internal sealed class AxisGroups(int axes)
{
    private int[][] _groups = Whole(axes);

    /// <summary>Parts by their first axis, their axes ascending.</summary>
    public IReadOnlyList<int[]> All => _groups;

    public void Clear() => _groups = Whole(axes);

    /// <summary>Splits the parts of which the point has but some axes.</summary>
    public void Split(ImmutableArray<ParameterValue?> values)
    {
        if (!_groups.Any(IsCut))
            return;
        _groups = [.. _groups
            .SelectMany(group => IsCut(group) ? [group.Where(axis => values[axis] is null), group.Where(axis => values[axis] is not null)]
                : new[] { group.AsEnumerable() })
            .Select(group => group.ToArray())
            .OrderBy(group => group[0])];

        bool IsCut(int[] group)
        {
            var has = values[group[0]] is not null;
            foreach (var axis in group)
            {
                if (values[axis] is not null != has)
                    return true;
            }

            return false;
        }
    }

    private static int[][] Whole(int axes) => axes == 0 ? [] : [[.. Enumerable.Range(0, axes)]];
}
