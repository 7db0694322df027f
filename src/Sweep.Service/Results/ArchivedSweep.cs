namespace Sweep.Service.Results;

/// <summary>A sweep that was archived.</summary>
/// <param name="SweepId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Where the archive is, from the root.</param>
/// <param name="Trials">Rows of <c>trials</c> in it.</param>
/// <param name="Bytes">Of all its files.</param>
/// <param name="Deleted">Whether the sweep was deleted then.</param>
public sealed record ArchivedSweep(Guid SweepId, string Name, string Folder, long Trials, long Bytes, bool Deleted);
