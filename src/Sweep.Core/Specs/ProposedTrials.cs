using System.Text.Json;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs;

/// <summary>
/// The points of an adaptive sampler as others tell them: rows, leases, progress. Of other samplers every point is known, and nothing is learnt.
/// </summary>
public static class ProposedTrials
{
    /// <summary>True where the trial's point is known here.</summary>
    public static bool Knows(this SearchSpace space, long number)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Proposed is not { } proposed || proposed.Knows(number / space.Spec.Replicates);
    }

    /// <summary>Learns the point of a trial from its parameters, as a row has them.</summary>
    /// <exception cref="FormatException">They are none of this space.</exception>
    public static void Learn(this SearchSpace space, long number, string parameters)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space.Proposed is null)
            return;
        try
        {
            using var document = JsonDocument.Parse(parameters);
            Learn(
                space, number,
                (name, kind) => document.RootElement.TryGetProperty(name, out var value) ? ParameterJson.ReadValue(value, kind) : default(ParameterValue?));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{parameters} is no JSON object of parameters.", wrong);
        }
    }

    /// <inheritdoc cref="Learn(SearchSpace, long, string)"/>
    public static void Learn(this SearchSpace space, long number, TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(point);

        // A number without a fraction may have been read as a whole one.
        Learn(space, number, (name, kind) => point.Find(name) switch
        {
            { Kind: ParameterKind.Whole } whole when kind == ParameterKind.Real => (double)whole.Whole,
            { } value when value.Kind != kind => throw new FormatException($"{name} {value} is no value of kind {kind}."),
            var value => value,
        });
    }

    /// <summary>The parameters of a trial whose point is known, as a row has them.</summary>
    public static string ParametersOf(this SearchSpace space, long number)
    {
        ArgumentNullException.ThrowIfNull(space);
        return ParameterJson.TextOf(space.TrialAt(number).Point);
    }

    private static void Learn(SearchSpace space, long number, Func<string, ParameterKind, ParameterValue?> find)
    {
        if (space.Proposed is not { } proposed)
            return;
        try
        {
            proposed.Learn(
                number / space.Spec.Replicates,
                [.. space.Spec.Parameters.Select(parameter => find(parameter.Name, parameter.Kind) ?? ParameterValue.None)]);
        }
        catch (ArgumentException wrong)
        {
            throw new FormatException($"Trial {number} has another point: {wrong.Message}", wrong);
        }
    }
}
