namespace Sweep.Service.Views;

/// <summary>A key that is good for nothing any more.</summary>
public sealed record RevokedKey(string Id, string Name);
