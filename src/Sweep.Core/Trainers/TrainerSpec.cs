namespace Sweep.Core.Trainers;

/// <summary>Which trainer a sweep is trained by, and what Sweep may do with its runs.</summary>
/// <param name="Name">
/// Of a trainer that Sweep or a silo's operator has; <c>command</c> for one that the spec itself brings, <c>external</c> for trials that are trained by
/// whoever asks for them.
/// </param>
public sealed record TrainerSpec(string Name)
{
    public const string PerceptronName = "perceptron";

    public const string CommandName = "command";

    public const string ExternalName = "external";

    /// <summary>How long a claim lasts without a word of its client, where a spec does not say.</summary>
    public static readonly TimeSpan DefaultSilence = TimeSpan.FromMinutes(5);

    /// <summary>The exercise's own.</summary>
    public static TrainerSpec Perceptron { get; } = new(PerceptronName)
    {
        Resource = "iterations",
        SharesPrefixes = true,
        IsResumable = true,
        IsDeterministic = true,
    };

    /// <summary>What its author calls this version of it; part of what makes two trials the same.</summary>
    public string? Version { get; init; }

    /// <summary>The parameter that only makes a trial longer; null where there is none.</summary>
    public string? Resource { get; init; }

    /// <summary>True where what it has after n steps is what a trial of n steps gives: trials that differ only in the resource are then one run.</summary>
    public bool SharesPrefixes { get; init; }

    /// <summary>True where it goes on from a checkpoint.</summary>
    public bool IsResumable { get; init; }

    /// <summary>True where the same trial gives the same result.</summary>
    public bool IsDeterministic { get; init; }

    /// <summary>Slots of a silo that one of its runs takes, for it trains by so many threads; all of a silo that has fewer.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Null for a trainer that silos have by its name.</summary>
    public TrainerCommand? Command { get; init; }

    /// <summary>Of an external trainer: how long a claim of a trial lasts without a word of its client; null for <see cref="DefaultSilence"/>.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>
    /// True where its runs can be stopped on the way, shown to a pruner, and gone on with, in the silo that trains them: a command ends there, and goes on from
    /// its checkpoint in another process.
    /// </summary>
    public bool CanPause => Resource is not null && SharesPrefixes && (Command is null || IsResumable) && !IsExternal;

    public bool IsPerceptron => Name == PerceptronName;

    /// <summary>True where no silo trains: clients ask for trials, one at a time.</summary>
    public bool IsExternal => Name == ExternalName;

    /// <summary>Of an external trainer: <see cref="Silence"/>, where it is given.</summary>
    public TimeSpan ClaimDuration => Silence ?? DefaultSilence;

    /// <summary>The resource of runs of several trials; null where each trial is a run of its own.</summary>
    public string? SharedResource => SharesPrefixes ? Resource : null;
}
