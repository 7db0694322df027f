using Sweep.Core.Constraints;

namespace Sweep.Service.Views;

/// <summary>Which points of a space its constraints leave out.</summary>
/// <param name="Points">How many of those that were looked at.</param>
/// <param name="Visited">How many these are.</param>
/// <param name="IsAll">True where there are no other points; false where these are the first, whose share tells about the others.</param>
/// <param name="By">How many are left out by each constraint; one that breaks several counts for the first.</param>
public sealed record LeftOutView(long Points, long Visited, bool IsAll, IReadOnlyList<LeftOutByView> By)
{
    internal static LeftOutView? Of(LeftOut? left) => left is null
        ? null
        : new(left.Points, left.Visited, left.IsAll, [.. left.By.Select(one => new LeftOutByView(one.Constraint.ToString(), one.Points))]);
}
