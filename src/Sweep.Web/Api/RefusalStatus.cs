using Microsoft.AspNetCore.Http;
using Sweep.Service.Answers;

namespace Sweep.Web.Api;

/// <summary>The status code of a refusal, of the API's answers and of pages.</summary>
internal static class RefusalStatus
{
    public static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.Conflict or RefusalKind.NotAllowed or RefusalKind.Failed => StatusCodes.Status409Conflict,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
