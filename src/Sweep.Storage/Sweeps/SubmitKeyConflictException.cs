namespace Sweep.Storage.Sweeps;

/// <summary>A submit key was used again with another spec.</summary>
public sealed class SubmitKeyConflictException(string key, Guid existing)
    : Exception($"submit key \"{key}\" belongs to sweep {existing:d}, which has another spec: use another key, or that sweep's spec")
{
    public Guid Existing { get; } = existing;
}
