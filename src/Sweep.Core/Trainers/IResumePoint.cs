namespace Sweep.Core.Trainers;

/// <summary>From where a run goes on, as its trainer understands it.</summary>
public interface IResumePoint
{
    /// <summary>Steps done.</summary>
    int Step { get; }

    /// <summary>Recorded points that the store has.</summary>
    int Points { get; }
}
