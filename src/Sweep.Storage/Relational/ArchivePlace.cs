namespace Sweep.Storage.Relational;

/// <summary>Where a page of a table's rows begins.</summary>
/// <param name="Behind">The key of the last row before it; null for the first page.</param>
internal readonly record struct ArchivePlace(object[]? Behind);
