namespace Sweep.Storage.DataSets;

/// <summary>What became of a data set that was to be removed.</summary>
/// <param name="Hash">Of its numbers; null where there is none of this name.</param>
/// <param name="IsContentRemoved">Whether the numbers are gone too, for no other name has them.</param>
/// <param name="Users">The running and paused sweeps that would miss the numbers: where there are any, nothing was removed.</param>
public sealed record DataSetRemoval(string? Hash, bool IsContentRemoved, IReadOnlyList<DataSetUser> Users)
{
    public bool IsRemoved => Hash is not null && Users.Count == 0;
}
