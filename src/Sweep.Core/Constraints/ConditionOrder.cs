using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Constraints;

/// <summary>In which order parameters can be settled: each after those that its conditions name, else as they stand.</summary>
public static class ConditionOrder
{
    /// <summary>Places of parameters.</summary>
    /// <exception cref="ArgumentException">Conditions go round in a circle.</exception>
    public static ImmutableArray<int> Of(ImmutableArray<Parameter> parameters) =>
        Settle(parameters, out var order) is { Count: > 0 } circle
            ? throw new ArgumentException($"Conditions go round in a circle: {string.Join(" → ", circle)}.", nameof(parameters))
            : order;

    /// <summary>The names along a circle of conditions, the first again at the end; empty where there is none.</summary>
    public static IReadOnlyList<string> CircleOf(ImmutableArray<Parameter> parameters) => Settle(parameters, out _);

    private static List<string> Settle(ImmutableArray<Parameter> parameters, out ImmutableArray<int> order)
    {
        var names = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var settled = new HashSet<string>(StringComparer.Ordinal);
        var places = ImmutableArray.CreateBuilder<int>(parameters.Length);
        bool IsOpen(string name) => names.Contains(name) && !settled.Contains(name);
        for (var k = 0; k < parameters.Length;)
        {
            if (settled.Contains(parameters[k].Name) || parameters[k].When.Any(condition => IsOpen(condition.Name)))
            {
                k++;
                continue;
            }

            settled.Add(parameters[k].Name);
            places.Add(k);
            k = 0;
        }

        order = places.ToImmutable();
        var circle = new List<string>();
        if (parameters.FirstOrDefault(parameter => IsOpen(parameter.Name)) is not { } next)
            return circle;

        // Each of the open ones names another open one, so the way comes back to where it was.
        while (!circle.Contains(next.Name))
        {
            circle.Add(next.Name);
            var name = next.When.First(condition => IsOpen(condition.Name)).Name;
            next = parameters.First(parameter => parameter.Name == name);
        }

        return [.. circle.Skip(circle.IndexOf(next.Name)), next.Name];
    }
}
