using System.Collections.Immutable;

namespace Sweep.Core.Trainers;

/// <summary>A program that trains, by the process protocol <c>sweep-trial/1</c>.</summary>
/// <param name="Words">The program and its arguments, never a shell line; <c>${args}</c> and <c>${name}</c> stand for parameters.</param>
/// <param name="Arguments">What <c>${args}</c> becomes.</param>
/// <param name="Directory">Where it runs; null for the silo's own working directory.</param>
/// <param name="Environment">Added to the variables that pass, in order of name.</param>
/// <param name="Secrets">Names of secrets that it is given as files.</param>
public sealed record TrainerCommand(
    ImmutableArray<string> Words,
    ArgumentStyle Arguments,
    string? Directory,
    ImmutableSortedDictionary<string, string> Environment,
    ImmutableArray<string> Secrets,
    CommandLimits Limits)
{
    public bool Equals(TrainerCommand? other) =>
        other is not null
        && Words.AsSpan().SequenceEqual(other.Words.AsSpan())
        && Arguments == other.Arguments
        && Directory == other.Directory
        && Environment.SequenceEqual(other.Environment)
        && Secrets.AsSpan().SequenceEqual(other.Secrets.AsSpan())
        && Limits == other.Limits;

    public override int GetHashCode() => HashCode.Combine(Words.Length, Words.IsDefaultOrEmpty ? "" : Words[^1], Arguments, Directory, Limits);
}
