using Sweep.Core.Trainers;

namespace Sweep.Service.Views;

/// <summary>One of the things by which trials are weighed against each other.</summary>
/// <param name="Name">The objective's metric, a parameter, or a column of <c>trials</c>.</param>
/// <param name="Goal">Which of its values are better.</param>
public sealed record FrontAxisView(string Name, Goal Goal);
