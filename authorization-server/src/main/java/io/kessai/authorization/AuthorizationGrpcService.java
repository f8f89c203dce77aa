package io.kessai.authorization;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kessai.authorization.card.CallEdge;
import io.kessai.authorization.card.Fields;
import io.kessai.authorization.card.InvalidFieldException;
import io.kessai.authorization.card.Outcome;
import io.kessai.grpc.authorization.v1.Authorization;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc.AuthorizationServiceImplBase;
import io.kessai.grpc.authorization.v1.AuthorizeRequest;
import io.kessai.grpc.authorization.v1.AuthorizeResponse;
import io.kessai.grpc.authorization.v1.GetAuthorizationRequest;
import io.kessai.grpc.authorization.v1.GetAuthorizationResponse;
import io.kessai.grpc.authorization.v1.ListAuthorizationsRequest;
import io.kessai.grpc.authorization.v1.ListAuthorizationsResponse;
import io.kessai.grpc.authorization.v1.WatchRequest;
import io.kessai.grpc.authorization.v1.WatchResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import java.util.List;

/** The authorization service on the wire. Contract: authorization.proto. */
@GrpcService
@Blocking
class AuthorizationGrpcService extends AuthorizationServiceImplBase {
    private static final int PAGE_SIZE_DEFAULT = 50;
    private static final int PAGE_SIZE_MAX = 500;

    private final AuthorizationQueries queries;
    private final AuthorizeCall authorizeCall;
    private final WatchCall watchCall;

    AuthorizationGrpcService(
            AuthorizationQueries queries, AuthorizeCall authorizeCall, WatchCall watchCall) {
        this.queries = queries;
        this.authorizeCall = authorizeCall;
        this.watchCall = watchCall;
    }

    @Override
    public void authorize(AuthorizeRequest request, StreamObserver<AuthorizeResponse> observer) {
        CallEdge.answer(
                "Authorize",
                observer,
                () -> authorizeCall.authorize(request, () -> isGone(observer)));
    }

    @Override
    public void getAuthorization(
            GetAuthorizationRequest request, StreamObserver<GetAuthorizationResponse> observer) {
        CallEdge.answer(
                "GetAuthorization",
                observer,
                () -> queries.get(Fields.id("authorization_id", request.getAuthorizationId())));
    }

    @Override
    public void listAuthorizations(
            ListAuthorizationsRequest request,
            StreamObserver<ListAuthorizationsResponse> observer) {
        CallEdge.answer("ListAuthorizations", observer, () -> page(request));
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
        watchCall.watch(request, (ServerCallStreamObserver<WatchResponse>) observer);
    }

    private Outcome<ListAuthorizationsResponse> page(ListAuthorizationsRequest request) {
        long accountId = Fields.id("account_id", request.getAccountId());
        PageToken from =
                PageToken.parse(request.getPageToken())
                        .orElseThrow(
                                () ->
                                        new InvalidFieldException(
                                                "page_token", "is none this service gave"));
        int size = pageSize(request.getPageSize());
        return queries.page(accountId, request.getCardId(), from.below(), size + 1)
                .then(found -> Outcome.done(page(found, size)));
    }

    /** One more than the page was asked for, to know whether another page follows. */
    private static ListAuthorizationsResponse page(List<Authorization> found, int size) {
        List<Authorization> shown = found.subList(0, Math.min(size, found.size()));
        ListAuthorizationsResponse.Builder page =
                ListAuthorizationsResponse.newBuilder().addAllAuthorizations(shown);
        if (found.size() > size) {
            page.setNextPageToken(new PageToken(shown.getLast().getAuthorizationId()).text());
        }
        return page.build();
    }

    private static boolean isGone(StreamObserver<?> observer) {
        return observer instanceof ServerCallStreamObserver<?> call && call.isCancelled();
    }

    private static int pageSize(int asked) {
        if (asked < 0 || asked > PAGE_SIZE_MAX) {
            throw new InvalidFieldException("page_size", "must be 1 to 500, or 0 for 50");
        }
        return asked == 0 ? PAGE_SIZE_DEFAULT : asked;
    }
}
