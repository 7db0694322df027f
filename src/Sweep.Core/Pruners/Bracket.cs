namespace Sweep.Core.Pruners;

/// <summary>Points that begin to be judged at the same rung.</summary>
/// <param name="FirstRung">The first rung that counts; the number of rungs where they are all trained to the end.</param>
/// <param name="Cohort">Points that are judged together.</param>
internal readonly record struct Bracket(int FirstRung, long Cohort);
