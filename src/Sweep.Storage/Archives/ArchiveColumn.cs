namespace Sweep.Storage.Archives;

/// <summary>A column as archives have it.</summary>
/// <param name="Name">In SQL and in archives.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="IsNullable">Whether a value may be missing.</param>
public sealed record ArchiveColumn(string Name, ArchiveKind Kind, bool IsNullable = false);
