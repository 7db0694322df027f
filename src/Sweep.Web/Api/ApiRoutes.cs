using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Sweep.Web.Api;

/// <summary>All routes of the API.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1");
        SubmitRoute.Map(group);
        ExtendRoute.Map(group);
        SweepRoutes.Map(group);
        NoteRoutes.Map(group);
        TrialRoutes.Map(group);
        ClaimRoutes.Map(group);
        TableRoutes.Map(group);
        RecordRoutes.Map(group);
        LiveRoutes.Map(group);
        DataRoutes.Map(group);
        routes.MapOpenApi("/v1/openapi.json").RequireAuthorization(Keys.Scopes.Read);
    }
}
