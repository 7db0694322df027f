namespace Sweep.Storage.Model;

/// <summary>A row of <c>sweep_tags</c>: a word by which somebody finds a sweep again.</summary>
public sealed class SweepTagRow
{
    public Guid SweepId { get; set; }

    public required string Tag { get; set; }
}
