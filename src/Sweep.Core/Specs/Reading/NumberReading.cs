namespace Sweep.Core.Specs.Reading;

/// <summary>A number, or the rule that its text breaks and what to write instead.</summary>
internal readonly record struct NumberReading<T>(T? Value, string Rule, string Remedy)
    where T : struct;
