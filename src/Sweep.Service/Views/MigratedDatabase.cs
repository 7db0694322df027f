namespace Sweep.Service.Views;

/// <summary>A database whose schema is up to date.</summary>
public sealed record MigratedDatabase(string Database, bool Migrated);
