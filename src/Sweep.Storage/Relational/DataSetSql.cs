namespace Sweep.Storage.Relational;

/// <summary>What of data sets a database says in its own way.</summary>
/// <param name="Users">The running and paused sweeps whose spec has the hash @p0 among those of <c>data</c>: id and name.</param>
/// <param name="HoldToChange">Keeps others from adding, removing and requiring data sets until the transaction ends; null where all writers do that.</param>
/// <param name="HoldToRequire">Keeps others from adding and removing data sets, not from requiring them; null where all writers do that.</param>
internal sealed record DataSetSql(string Users, string? HoldToChange = null, string? HoldToRequire = null);
