namespace Sweep.Storage.DataSets;

/// <summary>A sweep was submitted whose numbers the store does not have, or has no longer.</summary>
public sealed class MissingDataException(string hash)
    : Exception($"the numbers with the hash {hash} are not in the database: add their data set (`sweep data add`), then submit again, or resume --retry-failed")
{
    public string Hash { get; } = hash;
}
