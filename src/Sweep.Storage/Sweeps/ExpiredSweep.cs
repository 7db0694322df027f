namespace Sweep.Storage.Sweeps;

/// <summary>A sweep that ended long ago, and is being deleted for that.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record ExpiredSweep(Guid Id, string Name, DateTimeOffset FinishedAt);
