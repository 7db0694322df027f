namespace Sweep.Web.Api;

/// <summary>What a route takes in its query; others are refused, since a misspelt parameter would silently be its default.</summary>
/// <param name="Parameters">By name.</param>
/// <param name="TakesFilters">Whether all others are conditions on columns.</param>
internal sealed record RouteQuery(IReadOnlyList<QueryParameter> Parameters, bool TakesFilters);
