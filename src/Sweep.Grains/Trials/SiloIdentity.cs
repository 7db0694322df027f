namespace Sweep.Grains.Trials;

/// <summary>The name under which this silo's leases and trials stand in the store.</summary>
public sealed record SiloIdentity(string Name);
