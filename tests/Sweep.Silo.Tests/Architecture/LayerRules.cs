using ArchUnitNET.Domain;

namespace Sweep.Silo.Tests.Architecture;

/// <summary>Finds the arrows that do not point down.</summary>
/// <param name="projects">Lowest first.</param>
/// <param name="types">All types of their assemblies.</param>
internal sealed class LayerRules(IReadOnlyList<ProjectLayers> projects, IEnumerable<IType> types)
{
    private readonly List<(IType From, IType To)> _arrows =
    [
        .. types.SelectMany(type => type.Dependencies.Select(dependency => (From: type, To: dependency.Target)))
            .Where(arrow => IsOurs(arrow.From) && IsOurs(arrow.To))
            .Distinct()
            .OrderBy(arrow => arrow.From.FullName, StringComparer.Ordinal)
            .ThenBy(arrow => arrow.To.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Uses of one project by another that must not know it.</summary>
    public IEnumerable<string> BetweenProjects() =>
        from arrow in _arrows
        let places = (From: PlaceOf(arrow.From), To: PlaceOf(arrow.To))
        where places.From < places.To
        select $"{arrow.From.FullName} uses {arrow.To.FullName}, but {projects[places.From].Assembly} is below {projects[places.To].Assembly} and must not know it: "
            + "move one of the two, or hand in from above what the lower one needs";

    /// <summary>Uses of one namespace of a project by another that is not above it, and namespaces that have no place.</summary>
    public IEnumerable<string> Within(ProjectLayers project)
    {
        var spaces = _arrows.SelectMany(arrow => new[] { arrow.From, arrow.To }).Where(type => ProjectOf(type) == project.Assembly)
            .Select(type => type.Namespace.FullName).Distinct(StringComparer.Ordinal).ToList();
        foreach (var space in spaces.Where(space => project.LineOf(space) is null))
            yield return $"{space} has no place in the order of {project.Assembly}: give it one in {nameof(ProjectLayers)}, and say in docs/architecture.md what it is for";
        foreach (var space in project.Spaces.Where(space => !spaces.Contains(space)))
            yield return $"{space} has a place in the order of {project.Assembly}, but no types: take it out of {nameof(ProjectLayers)}";
        foreach (var (from, to) in _arrows.Where(arrow => ProjectOf(arrow.From) == project.Assembly && ProjectOf(arrow.To) == project.Assembly))
        {
            if (from.Namespace.Equals(to.Namespace) || project.LineOf(from.Namespace.FullName) is not { } user
                || project.LineOf(to.Namespace.FullName) is not { } used || user > used)
                continue;
            yield return $"{from.FullName} uses {to.FullName}, but in {project.Assembly} the namespace {from.Namespace.FullName} is {(user == used ? "beside" : "below")} "
                + $"{to.Namespace.FullName} and must not know it: move one of the two, or hand in from above what the lower one needs";
        }
    }

    private int PlaceOf(IType type) => projects.ToList().FindIndex(project => project.Assembly == ProjectOf(type));

    private static string ProjectOf(IType type) => type.Assembly.Name.Split(',')[0];

    /// <summary>Parameters of generic types have no namespace.</summary>
    private static bool IsOurs(IType type) => type.Namespace?.FullName.StartsWith("Sweep.", StringComparison.Ordinal) == true;
}
