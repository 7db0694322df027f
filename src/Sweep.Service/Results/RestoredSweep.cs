namespace Sweep.Service.Results;

/// <summary>A sweep that is back from an archive.</summary>
/// <param name="SweepId">Its id, the same as ever.</param>
/// <param name="Name">Its name.</param>
/// <param name="Trials">Rows of <c>trials</c>.</param>
/// <param name="WasThere">It was there already, the same in every value, so that nothing was done.</param>
/// <param name="KeyDropped">Another sweep has its submit key by now, so that it has none.</param>
public sealed record RestoredSweep(Guid SweepId, string Name, long Trials, bool WasThere, bool KeyDropped);
