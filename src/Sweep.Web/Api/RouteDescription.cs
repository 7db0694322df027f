using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sweep.Service.Views;

namespace Sweep.Web.Api;

/// <summary>Says of a route what it takes, gives and asks for: once, for callers, for the description of the API, and for what reads its query.</summary>
internal static class RouteDescription
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params QueryParameter[] parameters) =>
        route.WithMetadata(new RouteQuery(parameters, TakesFilters: false));

    public static RouteHandlerBuilder TakesFiltersAnd(this RouteHandlerBuilder route, params QueryParameter[] parameters) =>
        route.WithMetadata(new RouteQuery(parameters, TakesFilters: true));

    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, string header, string meaning) =>
        route.WithMetadata(new RouteHeader(header, meaning));

    /// <typeparam name="T">What it answers with.</typeparam>
    /// <param name="route">The route.</param>
    /// <param name="name">Names it for programs that are made from the description.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="scope">One of <see cref="Keys.Scopes"/>.</param>
    /// <param name="refusals">Status codes of its own, besides those that all have.</param>
    public static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder route, string name, string summary, string scope, params int[] refusals)
    {
        route.WithName(name).WithSummary(summary).RequireAuthorization(scope).Produces<T>();
        foreach (var status in refusals)
            route.Produces<ProblemView>(status, ProblemResult.ContentType);
        return route;
    }
}
