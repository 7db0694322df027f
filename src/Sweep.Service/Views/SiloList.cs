namespace Sweep.Service.Views;

/// <summary>The silos that seem alive.</summary>
public sealed record SiloList(IReadOnlyList<SiloView> Silos);
