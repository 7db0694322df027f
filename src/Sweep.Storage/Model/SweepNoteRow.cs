namespace Sweep.Storage.Model;

/// <summary>A row of <c>sweep_notes</c>: what somebody wrote to a sweep.</summary>
public sealed class SweepNoteRow
{
    public Guid SweepId { get; set; }

    public required string Note { get; set; }
}
