namespace Sweep.Service.Results;

/// <summary>A sweep that is gone.</summary>
/// <param name="SweepId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Trials">How many rows went with it.</param>
public sealed record DeletedSweep(Guid SweepId, string Name, long Trials);
