using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Constraints;

/// <summary>The parameters of a space with the conditions on which they have values, and the constraints that all of its points meet.</summary>
public sealed class SpaceRules
{
    private readonly (int Place, ImmutableHashSet<ParameterValue> Values)[][] _conditions;
    private readonly int[] _conditional;
    private readonly TruthOf[] _holds;

    /// <param name="parameters">The dimensions.</param>
    /// <param name="constraints">Each must hold.</param>
    /// <param name="resource">The parameter that only makes a trial longer; null where there is none.</param>
    /// <exception cref="ArgumentException">A condition is of no other parameter with listed values, or they go round in a circle.</exception>
    /// <exception cref="ConstraintException">A constraint is none of these parameters.</exception>
    public SpaceRules(ImmutableArray<Parameter> parameters, ImmutableArray<Constraint> constraints, string? resource)
    {
        (Parameters, Constraints, Resource) = (parameters, constraints, resource);
        Order = ConditionOrder.Of(parameters);
        _conditions =
        [
            .. parameters.Select(parameter => parameter.When
                .Select(condition => (PlaceOf(condition.Name), condition.Values.ToImmutableHashSet())).ToArray()),
        ];
        _conditional = [.. Order.Where(place => _conditions[place].Length > 0)];
        var binder = new ConstraintBinder(parameters);
        _holds = [.. constraints.Select(constraint => binder.Bind(constraint.Expression))];
    }

    public ImmutableArray<Parameter> Parameters { get; }

    public ImmutableArray<Constraint> Constraints { get; }

    public string? Resource { get; }

    /// <summary>Places of parameters, each after those that its conditions name.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>True where every combination of values is a point, and every point has all parameters.</summary>
    public bool IsEmpty => Constraints.IsEmpty && _conditional.Length == 0;

    /// <summary>Whether some parameter's conditions name this one.</summary>
    public bool IsNamed(int place) => Array.Exists(_conditions, all => Array.Exists(all, condition => condition.Place == place));

    /// <summary>Whether a parameter has a value at a point.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="values">Those of what its conditions name are settled.</param>
    public bool IsActive(int place, ReadOnlySpan<ParameterValue> values)
    {
        foreach (var (other, wanted) in _conditions[place])
        {
            if (!wanted.Contains(values[other]))
                return false;
        }

        return true;
    }

    /// <summary>Takes the values away whose conditions are not met.</summary>
    public void Deactivate(Span<ParameterValue> values)
    {
        foreach (var place in _conditional)
        {
            if (!IsActive(place, values))
                values[place] = ParameterValue.None;
        }
    }

    /// <summary>The place of the first constraint that a point is known to break; -1 where it meets all.</summary>
    public int FirstBroken(ReadOnlySpan<ParameterValue> values)
    {
        for (var k = 0; k < _holds.Length; k++)
        {
            if (_holds[k](values) == false)
                return k;
        }

        return -1;
    }

    /// <summary>What points were left out.</summary>
    /// <param name="visited">Points that were looked at.</param>
    /// <param name="broken">By constraint: how many of them it was the first to leave out.</param>
    /// <param name="isAll">Whether there are no others.</param>
    internal LeftOut LeftOutOf(long visited, long[] broken, bool isAll) =>
        new(visited, [.. Constraints.Zip(broken, (constraint, points) => new BrokenBy(constraint, points))], isAll);

    private int PlaceOf(string name)
    {
        for (var place = 0; place < Parameters.Length; place++)
        {
            if (Parameters[place].Name == name && Parameters[place].Range is null)
                return place;
        }

        throw new ArgumentException($"A condition needs a parameter with listed values, and {name} is none.", nameof(name));
    }
}
