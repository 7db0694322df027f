using Sweep.Core.Specs;

namespace Sweep.Storage.Owning;

/// <summary>A sweep that has rows, whose results another may take.</summary>
/// <param name="IsComplete">True where it is completed without a failed trial.</param>
public sealed record ReuseSource(Guid Id, SearchSpace Space, bool IsComplete);
