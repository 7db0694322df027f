namespace Sweep.Service.Views;

/// <summary>A role of the database's server that may read tables and views.</summary>
public sealed record DatabaseReader(string Database, string Role, IReadOnlyList<string> Tables);
